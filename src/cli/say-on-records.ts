import { systemPrincipal, type PairSays, type Person, type Workspace } from '../model/index.ts';

/** Keys of accounts say that companies are meant, every other id means people. */
export const areAccounts = (a: string, b: string): boolean => a.startsWith('account:') && b.startsWith('account:');

/** A word on two records of people, or on two of accounts. */
export const sayOnRecords = (workspace: Workspace, a: string, b: string, says: PairSays): Promise<Person> =>
  (areAccounts(a, b) ? workspace.companies : workspace.identity).say(a, b, says, systemPrincipal);

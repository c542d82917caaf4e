import { systemPrincipal, type PairSays, type Person, type Workspace } from '../model/index.ts';

/** Keys of accounts say that companies are meant, every other id means people. */
export const areAccounts = (a: string, b: string): boolean => a.startsWith('account:') && b.startsWith('account:');

/** Which visitors are taken for a person, where a word was said on one. */
export const visitorWords = ({ visitors }: Person): string => (visitors === undefined ? '' : visitors.length === 0 ? ' and no visitor' : ` and is taken for the visitor of ${visitors.join(', ')}`);

/** A word on two records of people, on a visitor and a record, or on two of accounts. */
export const sayOnRecords = (workspace: Workspace, a: string, b: string, says: PairSays): Promise<Person> =>
  (areAccounts(a, b) ? workspace.companies : workspace.identity).say(a, b, says, systemPrincipal);

import type { Kysely } from 'kysely';
import { Failure, type ParentReason, type Person } from '../../model/index.ts';
import type { WorkspaceStore, WorkspaceTables } from '../../store/index.ts';
import type { DatedParent } from '../accounts/roll-up.ts';
import { saidParents } from '../accounts/said-parents.ts';
import { accountKeys, readCompanyDecisions } from '../entities/read-words.ts';

/** Which company each record is of, where it is not one by itself; null while companies are not used. */
export interface CompanyBook {
  readonly companyOf: ReadonlyMap<string, string>;
  readonly parents: readonly BookParent[];
}

/** What was ever known of a company's parent, with the reason and while it stood. */
export interface BookParent extends DatedParent {
  readonly reason: ParentReason;
  /** Who said so, where somebody did. */
  readonly by: string | null;
}

export const isAccountKey = (key: string): boolean => key.startsWith(accountKeys);

export async function readCompanyBook({ state }: Pick<WorkspaceStore, 'state'>): Promise<CompanyBook | null> {
  if ((await state.selectFrom('company_folds').select('folds').executeTakeFirst()) === undefined) return null;
  const [members, declared] = [await state.selectFrom('company_members').select(['record', 'entity']).orderBy('known_at').orderBy('record').execute(), await state.selectFrom('company_parents').selectAll().orderBy('child').orderBy('parent').execute()];
  return {
    companyOf: new Map(members.map(({ record, entity }) => [record, entity])),
    parents: [...declared.map(({ child, parent, reason, weight, known_at }) => ({ child, parent, reason: reason as ParentReason, weight, knownAt: known_at.getTime(), by: null })), ...await readSaidParents(state)],
  };
}

async function readSaidParents(state: Kysely<WorkspaceTables>): Promise<BookParent[]> {
  const rows = await state.selectFrom('identity_decisions').select(['sequence', 'by_user']).where('says', 'in', ['below', 'alone']).execute();
  if (rows.length === 0) return [];
  const byWhom = new Map(rows.map(({ sequence, by_user }) => [Number(sequence), by_user]));
  return saidParents(await readCompanyDecisions(state)).map(({ sequence, ...said }) => ({ ...said, reason: 'somebody said so' as const, by: byWhom.get(sequence) ?? null }));
}

/** The company of a record's key: its id is the key of the record known first, which comes first. */
export async function companyOf(state: Kysely<WorkspaceTables>, key: string): Promise<Person> {
  const member = await state.selectFrom('company_members').select('entity').where('record', '=', key).executeTakeFirst();
  if (!member) return { id: key, records: [key] };
  const rows = await state.selectFrom('company_members').select('record').where('entity', '=', member.entity).orderBy('known_at').orderBy('record').execute();
  return { id: member.entity, records: rows.map(({ record }) => record) };
}

export const noSuchAccount = (key: string): Failure => new Failure('not_found', `There is no account "${key}".`, 'Give its name, its id or account:SOURCE:ID, as in: hindcast resolve accounts');

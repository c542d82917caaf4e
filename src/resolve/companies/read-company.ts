import type { Kysely } from 'kysely';
import { Failure, type Person } from '../../model/index.ts';
import type { WorkspaceStore, WorkspaceTables } from '../../store/index.ts';
import { accountKeys } from '../entities/read-words.ts';

/** Which company each record is of, where it is not one by itself; null while companies are not used. */
export interface CompanyBook {
  readonly companyOf: ReadonlyMap<string, string>;
  readonly parents: ReadonlyArray<{ readonly child: string; readonly parent: string; readonly weight: number; readonly knownAt: number }>;
}

export const isAccountKey = (key: string): boolean => key.startsWith(accountKeys);

export async function readCompanyBook({ state }: Pick<WorkspaceStore, 'state'>): Promise<CompanyBook | null> {
  if ((await state.selectFrom('company_folds').select('folds').executeTakeFirst()) === undefined) return null;
  const [members, parents] = [await state.selectFrom('company_members').select(['record', 'entity']).orderBy('known_at').orderBy('record').execute(), await state.selectFrom('company_parents').selectAll().orderBy('child').orderBy('parent').execute()];
  return {
    companyOf: new Map(members.map(({ record, entity }) => [record, entity])),
    parents: parents.map(({ child, parent, weight, known_at }) => ({ child, parent, weight, knownAt: known_at.getTime() })),
  };
}

/** The company of a record's key: its id is the key of the record known first, which comes first. */
export async function companyOf(state: Kysely<WorkspaceTables>, key: string): Promise<Person> {
  const member = await state.selectFrom('company_members').select('entity').where('record', '=', key).executeTakeFirst();
  if (!member) return { id: key, records: [key] };
  const rows = await state.selectFrom('company_members').select('record').where('entity', '=', member.entity).orderBy('known_at').orderBy('record').execute();
  return { id: member.entity, records: rows.map(({ record }) => record) };
}

export const noSuchAccount = (key: string): Failure => new Failure('not_found', `There is no account "${key}".`, 'Give account:SOURCE:ID, as in: hindcast resolve accounts');

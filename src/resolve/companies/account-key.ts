import { z } from 'zod';
import { Failure } from '../../model/index.ts';
import { newestRows, type WorkspaceStore } from '../../store/index.ts';
import { companyOf, isAccountKey, noSuchAccount } from './read-company.ts';

const named = {
  name: 'accounts_named', parameters: z.object({ text: z.string() }), row: z.object({ key: z.string(), by_id: z.coerce.boolean() }),
  text: `SELECT concat('account:', source_system, ':', record_id) AS key, record_id = {text:String} AS by_id FROM ${newestRows('account', 'analyse', 'source_system, record_id, name')}
    AND (record_id = {text:String} OR lowerUTF8(trimBoth(ifNull(name, ''))) = lowerUTF8({text:String})) ORDER BY key LIMIT 50`,
};

/**
 * The key of the account that somebody means by its key, by the id its source gave it, or by its name as it is written. Throws `not_found`, or `conflict` where several
 * companies are called so.
 */
export async function accountKey({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>, given: string): Promise<string> {
  const text = given.trim();
  if (isAccountKey(text)) return text;
  const rows = await facts.query(named, { text });
  const byId = rows.filter((row) => row.by_id);
  const keys = (byId.length > 0 ? byId : rows).map(({ key }) => key);
  const [first] = keys;
  if (first === undefined) throw noSuchAccount(text);
  const companies = new Set(await Promise.all(keys.map(async (key) => (await companyOf(state, key)).id)));
  if (companies.size > 1) throw new Failure('conflict', `${companies.size} accounts are called "${text}".`, `Name one of: ${keys.slice(0, 10).join(', ')}`);
  return first;
}

import type { Kysely } from 'kysely';
import { Failure, contactRulesChangeSchema, contactRulesSchema, houseContactRules, type ContactRulesChange, type VersionedContactRules } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';

/** The rules that were in force at an instant (epoch ms). Version 1 is the house's own. */
export async function contactRulesAt(state: Kysely<WorkspaceTables>, at: number): Promise<VersionedContactRules> {
  const row = await state.selectFrom('contact_rules').selectAll().where('at', '<=', new Date(at)).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row ? { version: row.version, rules: contactRulesSchema.parse(row.rules), at: row.at.toISOString(), by: row.by_user } : { version: 1, rules: houseContactRules, at: null, by: null };
}

/** Makes the next version with some parts changed. Throws `Failure`: `bad_request`; `conflict` where somebody else made one meanwhile. */
export async function setContactRules(state: Kysely<WorkspaceTables>, given: ContactRulesChange, by: string | null, now: number): Promise<VersionedContactRules> {
  const change = contactRulesChangeSchema.safeParse(given);
  if (!change.success) throw new Failure('bad_request', change.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'rules'}: ${message}`).join('; '), 'See "hindcast caps show" for their form.');
  const held = await contactRulesAt(state, now);
  const rules = contactRulesSchema.parse({ ...held.rules, ...change.data });
  const row = { version: held.version + 1, rules: JSON.stringify(rules), at: new Date(now), by_user: by };
  const made = await state.insertInto('contact_rules').values(row).onConflict((conflict) => conflict.column('version').doNothing()).returning('version').executeTakeFirst();
  if (!made) throw new Failure('conflict', 'Somebody else changed the rules just now.', 'Look at them again, then change them.');
  return { version: made.version, rules, at: row.at.toISOString(), by };
}

import type { Kysely } from 'kysely';
import { Failure, houseTouchRule, touchRuleChangeSchema, touchRuleSchema, type TouchRuleChange, type VersionedRule } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';

/** The rule in force. Version 1 is the house's own. */
export async function touchRule(state: Kysely<WorkspaceTables>): Promise<VersionedRule> {
  const row = await state.selectFrom('touch_rules').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row ? { version: row.version, rule: touchRuleSchema.parse(row.rule), at: row.at.toISOString(), by: row.by_user } : { version: 1, rule: houseTouchRule, at: null, by: null };
}

/** Makes the next version of the rule with some parts changed. Throws `Failure('bad_request')`; `conflict` where somebody else made one meanwhile. */
export async function setTouchRule(state: Kysely<WorkspaceTables>, given: TouchRuleChange, by: string | null, now: number): Promise<VersionedRule> {
  const change = touchRuleChangeSchema.safeParse(given);
  if (!change.success) throw new Failure('bad_request', change.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'rule'}: ${message}`).join('; '), 'See "hindcast touches rule" for its form.');
  const held = await touchRule(state);
  const rule = touchRuleSchema.parse({ ...held.rule, ...change.data });
  if (JSON.stringify(rule) === JSON.stringify(held.rule)) return held;
  const row = { version: held.version + 1, rule: JSON.stringify(rule), at: new Date(now), by_user: by };
  const made = await state.insertInto('touch_rules').values(row).onConflict((conflict) => conflict.column('version').doNothing()).returning('version').executeTakeFirst();
  if (!made) throw new Failure('conflict', 'Somebody else changed the rule just now.', 'Look at it again, then change it.');
  return { version: made.version, rule, at: row.at.toISOString(), by };
}

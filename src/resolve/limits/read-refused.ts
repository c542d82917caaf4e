import { identityRuleWords, limitWords, type RefusedJoin, type RefusedJoinsAnswer } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { entitiesOf } from '../entities/read-entities.ts';
import { readRulesNamed } from '../rules/read-rules.ts';
import { readIdentifiers, readInForce } from './limited.ts';

export interface RefusedWanted {
  /** Keys of the records of one person; everybody where it is left out. */
  readonly records?: readonly string[];
  readonly limit: number;
}

/** Values that are shown of what one person would have. */
const mostShown = 10;

/** Joins that evidence asks for and limits or rules keep apart, with the values that one person would have. */
export async function readRefused({ state, facts }: WorkspaceStore, { records, limit }: RefusedWanted): Promise<RefusedJoinsAnswer> {
  const all = state.selectFrom('identity_refusals').where((row) => (records === undefined ? row.val(true) : row.or([row('a', '=', row.fn.any(row.val([...records]))), row('b', '=', row.fn.any(row.val([...records])))])));
  const rows = await all.selectAll().orderBy('a').orderBy('b').limit(limit).execute();
  const { n } = await all.select(({ fn }) => fn.countAll<string>().as('n')).executeTakeFirstOrThrow();
  const [people, { limits }] = [await entitiesOf(state, rows.flatMap(({ a, b }) => [a, b])), await readInForce(state)];
  const ofPeople = (one: string, other: string): string[] => [one, other].flatMap((key) => people.get(key)?.records ?? []);
  const limited = rows.flatMap(({ a, b, kind }) => (kind === null ? [] : [{ kind, records: ofPeople(a, b) }]));
  const borne = await readIdentifiers(state, facts, [...new Set(limited.map(({ kind }) => kind))], { keys: [...new Set(limited.flatMap(({ records: held }) => held))], isAll: false, purpose: 'analyse' });
  const rules = new Map((await readRulesNamed(state, rows.flatMap(({ rule }) => rule ?? []))).map((rule) => [rule.id, rule]));
  const valuesOf = (kind: string, keys: readonly string[]): string[] => [...new Set(keys.flatMap((key) => (borne.get(key) ?? []).flatMap((held) => (held.kind === kind ? [held.value] : []))))].sort();
  return {
    total: Number(n),
    rows: rows.flatMap(({ a, b, kind, rule }): RefusedJoin[] => {
      const [one, other] = [people.get(a)?.id ?? a, people.get(b)?.id ?? b];
      const [by, most] = [rule === null ? undefined : rules.get(Number(rule)), limits.find((limit) => limit.kind === kind)?.most];
      if (by !== undefined) return [{ a, b, people: [one, other], kind: null, rule: by.id, values: [], because: `Rule ${by.id}: ${identityRuleWords(by)}` }];
      return kind === null || typeof most !== 'number' ? [] : [{ a, b, people: [one, other], kind, rule: null, values: valuesOf(kind, ofPeople(a, b)).slice(0, mostShown), because: limitWords(kind, most) }];
    }),
  };
}

import { rulesAtMost, type Dialect } from './dialect.ts';
import type { LinkPlan } from './plan.ts';
import type { RunTables } from './table-names.ts';

/** Keys end with the number of their rule. */
const keyOf = (sql: Dialect, rule: number, parts: readonly string[]): string => {
  const hashed = sql.hash(String(rule), ...parts);
  return `CASE WHEN ${parts.map((part) => `${part} = ''`).join(' OR ')} THEN ${sql.as('0', 'hash')} ELSE ${numbered(sql, hashed, rule)} END`;
};

const numbered = (sql: Dialect, hash: string, rule: number | string): string => sql.as(`${sql.quotient(hash, String(rulesAtMost))} * ${rulesAtMost} + ${rule}`, 'hash');

/** (key, n, side) of every record and rule. */
export function keysSelect(sql: Dialect, plan: LinkPlan, records: string): string {
  const whole = plan.rules.flatMap((rule, at) => rule.keys.map((parts) => keyOf(sql, at, parts)));
  const worded = plan.rules.flatMap(({ words }, at) => (words === undefined ? [] : [`
SELECT ${numbered(sql, 'word', at)} AS key, n, side FROM (SELECT n, side, ${sql.each(words)} AS word FROM ${records}) AS spread`]));
  const listed = `
SELECT key, n, side FROM (SELECT ${sql.each(sql.list(...whole))} AS key, n, side FROM ${records}) AS spread WHERE key != 0`;
  return [...(whole.length === 0 ? [] : [listed]), ...worded].join('\nUNION ALL');
}

/** Keys that too many records share. */
export const crowdedSelect = (keys: string, cap: number): string => `SELECT key, count(*) AS records FROM ${keys} GROUP BY key HAVING count(*) > ${cap}`;

/** The keys that stay, and two crowded keys of a record together as one. */
export const blocksSelect = (sql: Dialect, { keys, crowded }: RunTables): string => `
WITH many AS (SELECT key, n, side FROM ${keys} WHERE key IN (SELECT key FROM ${crowded}))
SELECT key, n, side FROM ${keys} WHERE key NOT IN (SELECT key FROM ${crowded})
UNION ALL
SELECT ${numbered(sql, sql.hash('x.key', 'y.key'), `x.key % ${rulesAtMost}`)} AS key, x.n AS n, x.side AS side FROM many AS x JOIN many AS y ON x.n = y.n WHERE x.key < y.key`;

/** Records that pairs are drawn among: with more of them the shares get no better, and joining them takes memory. */
const drawnAmong = 50_000;

/** Pairs drawn by hash. Records of one side have the numbers below those of the other. */
export function randomPairsSelect(sql: Dialect, plan: LinkPlan, draws: number, sizes: readonly number[]): string {
  const [first = 0, second = 0] = sizes;
  const all = first + second;
  const drawn = (salt: number, size: number, from: number): string => sql.as(`${from} + ${sql.hash(`${sql.hash('i', String(salt))} % ${drawnAmong}`, String(salt))} % ${size}`, 'number');
  const [a, b] = plan.isAcross ? [drawn(1, first, 0), drawn(2, second, first)] : [drawn(1, all, 0), drawn(2, all, 0)];
  return `SELECT a, b, ${sql.as('0', 'number')} AS rules FROM (SELECT ${a} AS a, ${b} AS b FROM ${sql.numbers(draws)} AS drawn) AS chosen WHERE a != b ORDER BY a, b`;
}

/**
 * Pairs of a new record and any record before it that share a block of which the new one is at most the `cap`th: the same whether others came with it
 * or before it. `met` holds the new records' own blocks, which are among `blocks` already. In the facts engine's own words.
 */
export const metSelect = (plan: LinkPlan, { blocks, met, from, cap }: { blocks: string; met: string; from: number; cap: number }): string => `
SELECT a, b, groupBitOr(rule) AS rules
FROM (
  SELECT rule, members[place].1 AS b, arrayJoin(arraySlice(members, 1, place - 1)) AS other, other.1 AS a${plan.isAcross ? ', members[place].2 != other.2 AS isAcross' : ''}
  FROM (
    SELECT bitShiftLeft(toUInt32(1), toUInt8(key % ${rulesAtMost})) AS rule, arraySlice(arraySort(groupUniqArray((n, side))), 1, ${cap}) AS members,
      arrayJoin(arrayFilter((place, member) -> member.1 >= ${from}, arrayEnumerate(members), members)) AS place
    FROM ${blocks} WHERE key IN (SELECT key FROM ${met}) GROUP BY key HAVING count() > 1
  )
)${plan.isAcross ? ' WHERE isAcross' : ''}
GROUP BY a, b`;

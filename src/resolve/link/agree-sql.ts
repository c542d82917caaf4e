import type { Dialect } from './dialect.ts';
import { countedColumns, readColumns, type LinkPlan } from './plan.ts';

/** Pairs' first records are in `records`, the second in `others`. The level of each comparison, packed four bits each, and how rare the shared values are (log2). */
export function agreementsSelect(sql: Dialect, plan: LinkPlan, pairs: string, records: string, others = records): string {
  const read = readColumns(plan);
  const sides = ['l', 'r'].flatMap((side) => read.map((column) => `${side}.${column} AS ${side}_${column}`));
  const codes = plan.comparisons.map(({ missing, levels }, at) =>
    `CASE WHEN ${missing(sql)} THEN 0${levels.map(({ holds }, level) => ` WHEN ${holds(sql)} THEN ${level + 2}`).join('')} ELSE 1 END AS c${at}`);
  const shares = countedColumns(plan).flatMap(({ column, hasShare }) => (hasShare ? [`greatest(l_${column}_share, r_${column}_share) AS ${column}_share`] : []));
  const rarities = plan.comparisons.flatMap(({ levels }, at) => levels.flatMap(({ frequencyOf }, level) => (frequencyOf === undefined ? [] : [`(CASE WHEN c${at} = ${level + 2} THEN ${frequencyOf}_share ELSE 0 END)`])));
  return `
SELECT a, b, rules, ${plan.comparisons.map((_, at) => `${sql.as(`c${at}`, 'hash')} * ${16n ** BigInt(at)}`).join(' + ')} AS pattern, ${sql.as(`0 - (${['0', ...rarities].join(' + ')})`, 'share')} AS rarity
FROM (
  SELECT ${['a', 'b', 'rules', ...codes, ...shares].join(',\n    ')}
  FROM (SELECT ${['a', 'b', 'rules', ...sides].join(', ')} FROM ${pairs} AS p JOIN ${records} AS l ON l.n = p.a JOIN ${others} AS r ON r.n = p.b) AS beside
) AS coded`;
}

/** Pairs by how they agree and which rules found them, with the sum of their rarity. */
export const countedSelect = (agreements: string): string => `SELECT rules, pattern, count(*) AS pairs FROM ${agreements} GROUP BY rules, pattern`;

/** A weight as it stands in the table of weights: whole thousandths of a bit, above zero. */
export const storedWeight = (weight: number): number => Math.round((Math.max(-1000, Math.min(1000, weight)) + 1000) * 1000);

const half = 2n ** 32n;

/** The two halves of a packed pattern, as the table of weights has them. */
export const halvesOf = (pattern: unknown): { high: number; low: number } => ({ high: Number(BigInt(pattern as string) / half), low: Number(BigInt(pattern as string) % half) });

/** Agreements with their weights: that of their rules and pattern, and how much rarer than usual the shared values are. */
export const weighedSelect = (sql: Dialect, agreements: string, weights: string): string => `
SELECT g.a AS a, g.b AS b, g.rules AS rules, g.pattern AS pattern, w.weight / 1000 - 1000 + g.rarity AS weight
FROM ${agreements} AS g JOIN ${weights} AS w ON w.rules = g.rules AND w.high = ${sql.as(sql.quotient('g.pattern', String(half)), 'number')} AND w.low = ${sql.as(`g.pattern % ${half}`, 'number')}`;

/** Levels out of a packed pattern. */
export function levelsOf(pattern: unknown, plan: LinkPlan): number[] {
  const packed = BigInt(pattern as string);
  return plan.comparisons.map((_, at) => Number((packed >> BigInt(4 * at)) & 15n));
}

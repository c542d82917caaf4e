import type { Dialect } from './dialect.ts';
import { frequencyColumns, readColumns, type LinkPlan } from './plan.ts';

/** The level of each comparison, packed four bits each, and how rare the shared values are (log2). */
export function agreementsSelect(sql: Dialect, plan: LinkPlan, pairs: string, records: string): string {
  const read = readColumns(plan);
  const sides = ['l', 'r'].flatMap((side) => read.map((column) => `${side}.${column} AS ${side}_${column}`));
  const codes = plan.comparisons.map(({ missing, levels }, at) =>
    `CASE WHEN ${missing(sql)} THEN 0${levels.map(({ holds }, level) => ` WHEN ${holds(sql)} THEN ${level + 2}`).join('')} ELSE 1 END AS c${at}`);
  const shares = frequencyColumns(plan).map((column) => `greatest(l_${column}_share, r_${column}_share) AS ${column}_share`);
  const rarities = plan.comparisons.flatMap(({ levels }, at) => levels.flatMap(({ frequencyOf }, level) => (frequencyOf === undefined ? [] : [`(CASE WHEN c${at} = ${level + 2} THEN ${frequencyOf}_share ELSE 0 END)`])));
  return `
SELECT a, b, rules, ${plan.comparisons.map((_, at) => `${sql.as(`c${at}`, 'hash')} * ${16n ** BigInt(at)}`).join(' + ')} AS pattern, ${sql.as(`0 - (${['0', ...rarities].join(' + ')})`, 'share')} AS rarity
FROM (
  SELECT ${['a', 'b', 'rules', ...codes, ...shares].join(',\n    ')}
  FROM (SELECT ${['a', 'b', 'rules', ...sides].join(', ')} FROM ${pairs} AS p JOIN ${records} AS l ON l.n = p.a JOIN ${records} AS r ON r.n = p.b) AS beside
) AS coded`;
}

/** Pairs by how they agree and which rules found them, with the sum of their rarity. */
export const countedSelect = (agreements: string): string => `SELECT rules, pattern, count(*) AS pairs FROM ${agreements} GROUP BY rules, pattern`;

/** Adds the weight of each pair: prior, a weight for each level, and how much rarer than usual the shared values are. */
export function weightExpression(sql: Dialect, plan: LinkPlan, model: { readonly prior: number; readonly weights: ReadonlyArray<readonly number[]> }): string {
  const parts = plan.comparisons.map((_, at) => {
    const level = `(${sql.quotient('pattern', String(16n ** BigInt(at)))} % 16)`;
    const weights = (model.weights[at] as readonly number[]).map((weight) => weight.toFixed(6));
    return `${sql.list(...weights)}[${level} + 1]`;
  });
  return [model.prior.toFixed(6), 'rarity', ...parts].join(' + ');
}

/** Levels out of a packed pattern. */
export function levelsOf(pattern: unknown, plan: LinkPlan): number[] {
  const packed = BigInt(pattern as string);
  return plan.comparisons.map((_, at) => Number((packed >> BigInt(4 * at)) & 15n));
}

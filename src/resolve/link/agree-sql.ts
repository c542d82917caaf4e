import { differentLevel } from '../../learn/index.ts';
import type { Dialect } from './dialect.ts';
import { bothNamesLevels, countedColumns, liftColumns, nameColumns, placedBy, readColumns, type LinkPlan } from './plan.ts';
import type { RunTables } from './table-names.ts';

/** Pairs' first records are in `records`, the second in `others`. The level of each comparison, packed four bits each, and how rare the shared values are (bits; those of a whole name as its own country has them). */
export function agreementsSelect(sql: Dialect, plan: LinkPlan, pairs: string, records: string, others = records): string {
  const read = readColumns(plan);
  const sides = ['l', 'r'].flatMap((side) => read.map((column) => `${side}.${column} AS ${side}_${column}`));
  const codes = plan.comparisons.map(({ missing, levels }, at) =>
    `CASE WHEN ${missing(sql)} THEN 0${levels.map(({ holds }, level) => ` WHEN ${holds(sql)} THEN ${level + 2}`).join('')} ELSE 1 END AS c${at}`);
  const shares = countedColumns(plan).flatMap(({ column, hasShare }) => (hasShare ? [`greatest(l_${column}_share, r_${column}_share) AS ${column}_share`] : []));
  const rarities = plan.comparisons.flatMap(({ levels }, at) => levels.flatMap(({ frequencyOf }, level) => (frequencyOf === undefined ? [] : [`(CASE WHEN c${at} = ${level + 2} THEN ${frequencyOf}_share ELSE 0 END)`])));
  const { shares: lifted, lifts } = liftOf(plan);
  return `
SELECT a, b, rules, ${plan.comparisons.map((_, at) => `${sql.as(`c${at}`, 'hash')} * ${16n ** BigInt(at)}`).join(' + ')} AS pattern, ${sql.as(`0 - (${['0', ...rarities, ...lifts].join(' + ')})`, 'share')} AS rarity
FROM (
  SELECT ${['a', 'b', 'rules', ...codes, ...shares, ...lifted].join(',\n    ')}
  FROM (SELECT ${['a', 'b', 'rules', ...sides].join(', ')} FROM ${pairs} AS p JOIN ${records} AS l ON l.n = p.a JOIN ${others} AS r ON r.n = p.b) AS beside
) AS coded`;
}

/** Names as they stand are shared: then how much oftener than chance they go (together) counts, in the country that one of them tells where both are in one place. `liftAt` in the engine's words. */
function liftOf(plan: LinkPlan): { shares: string[]; lifts: string[] } {
  const [both, names, lifts] = [bothNamesLevels(plan), nameColumns(plan), liftColumns(plan)];
  if (both === undefined || names === undefined || lifts === undefined) return { shares: [], lifts: [] };
  const [given, surname] = both.map(({ comparison, level }) => `c${comparison} = ${level}`) as [string, string];
  const arePlaced = `(${placedBy(plan).map((comparison) => `c${comparison} > ${differentLevel}`).join(' OR ')})`;
  const told = (column: string): string => `CASE WHEN l_${names.country} = '' THEN r_${column} WHEN r_${names.country} = '' THEN l_${column} ELSE greatest(l_${column}, r_${column}) END AS ${column}`;
  return {
    shares: [`greatest(l_${lifts.both}, r_${lifts.both}) AS ${lifts.both}`, ...[lifts.bothHere, lifts.givenHere, lifts.surnameHere].map(told)],
    lifts: [`(CASE WHEN ${given} AND ${surname} THEN (CASE WHEN ${arePlaced} THEN ${lifts.bothHere} ELSE ${lifts.both} END) WHEN ${given} AND ${arePlaced} THEN ${lifts.givenHere} WHEN ${surname} AND ${arePlaced} THEN ${lifts.surnameHere} ELSE 0 END)`],
  };
}

/** Bits between two steps of rarity that pairs are counted by. */
const rarityStep = 3;

/** Pairs by how they agree, how rare what they share is (their mean, and the rarest), and which rules found them. */
export const countedSelect = (agreements: string): string => `SELECT rules, pattern, count(*) AS pairs, avg(rarity) AS mean, max(rarity) AS rarest FROM ${agreements} GROUP BY rules, pattern, floor(rarity / ${rarityStep})`;

/** A weight as it stands in the table of weights: whole thousandths of a bit, above zero. */
export const storedWeight = (weight: number): number => Math.round((Math.max(-1000, Math.min(1000, weight)) + 1000) * 1000);

const half = 2n ** 32n;

/** The two halves of a packed pattern, as the table of weights has them. */
export const halvesOf = (pattern: unknown): { high: number; low: number } => ({ high: Number(BigInt(pattern as string) / half), low: Number(BigInt(pattern as string) % half) });

/** Agreements with their weights: the odds against kinds of pairs that agree by chance, rarer by how rare the shared values are, and those against the others, together. */
export const weighedSelect = (sql: Dialect, agreements: string, weights: string): string => `
SELECT g.a AS a, g.b AS b, g.rules AS rules, g.pattern AS pattern, g.rarity AS rarity, ${weightOf(sql)} AS weight
FROM ${agreements} AS g JOIN ${weights} AS w ON ${weighsAs(sql)}`;

/** Agreements of pairs within a cluster that weigh less than the floor, or whose weight stands nowhere because it is less for all that agree so. */
export const lightWithinClusters = (sql: Dialect, { agreements, clusters, weights }: RunTables, floor: number): string => `
SELECT g.a AS a, g.b AS b, g.rules AS rules, g.pattern AS pattern, g.rarity AS rarity
FROM ${agreements} AS g JOIN ${clusters} AS x ON x.n = g.a JOIN ${clusters} AS y ON y.n = g.b LEFT JOIN ${weights} AS w ON ${weighsAs(sql)}
WHERE x.cluster = y.cluster AND (coalesce(w.other, 0) = 0 OR ${weightOf(sql)} < ${floor.toFixed(6)})`;

const weighsAs = (sql: Dialect): string => `w.high = ${sql.as(sql.quotient('g.pattern', String(half)), 'number')} AND w.low = ${sql.as(`g.pattern % ${half}`, 'number')}`;

const weightOf = (sql: Dialect): string =>
  `(0 - log2(${sql.powerOfTwo('1000 - w.chance / 1000 - g.rarity')} + ${sql.powerOfTwo('1000 - w.other / 1000')}))`;

/** Levels out of a packed pattern. */
export function levelsOf(pattern: unknown, plan: LinkPlan): number[] {
  const packed = BigInt(pattern as string);
  return plan.comparisons.map((_, at) => Number((packed >> BigInt(4 * at)) & 15n));
}

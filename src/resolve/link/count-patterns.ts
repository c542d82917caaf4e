import type { CountedPattern } from '../../learn/index.ts';
import { agreementsSelect, countedSelect, levelsOf } from './agree-sql.ts';
import { randomPairsSelect } from './block-sql.ts';
import { made, rowsOf, type LinkRun } from './link-run.ts';
import type { LinkPlan } from './plan.ts';

/** Counted agreement patterns of the candidates. */
export async function candidatePatterns({ engine, plan, tables }: LinkRun): Promise<CountedPattern[]> {
  return patternsOf(plan, await rowsOf(engine, `SELECT rules, pattern, pairs, mean FROM ${tables.patterns}`));
}

const patternsOf = (plan: LinkPlan, rows: readonly unknown[][]): CountedPattern[] =>
  rows.map(([rules, pattern, pairs, rarity]) => ({ rules: Number(rules), levels: levelsOf(pattern, plan), pairs: Number(pairs), rarity: Number(rarity) }));

/** Counted agreement patterns of pairs drawn by chance. */
export async function randomPatterns(run: LinkRun, draws: number): Promise<CountedPattern[]> {
  const { engine, sql, plan, tables } = run;
  const sides = await rowsOf(engine, `SELECT side, count(*) FROM ${tables.given} GROUP BY side ORDER BY side`);
  await made(run, tables.drawn, null, randomPairsSelect(sql, plan, draws, sides.map(([, records]) => Number(records))));
  const among = (side: string): string => `(SELECT * FROM ${tables.records} WHERE n IN (SELECT ${side} FROM ${tables.drawn}))`;
  return patternsOf(plan, await rowsOf(engine, `${countedSelect(`(${agreementsSelect(sql, plan, tables.drawn, among('a'), among('b'))}) AS agreed`)}${sql.limits(run.limits)}`));
}

/** How many candidates each level of each comparison holds, for a look at a plan and for comparing engines. */
export async function countLevels(run: LinkRun): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { levels, pairs } of await candidatePatterns(run)) {
    levels.forEach((level, at) => {
      const { name = '', levels: known = [] } = run.plan.comparisons[at] ?? {};
      const key = `${name}: ${['missing', 'different'][level] ?? known[level - 2]?.name}`;
      counts[key] = (counts[key] ?? 0) + pairs;
    });
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

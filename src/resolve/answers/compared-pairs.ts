import { z } from 'zod';
import type { Facts } from '../../store/index.ts';

/** A pair as runs in force weigh it; of two runs that compared it, the later one. */
const row = z.object({ a: z.string(), b: z.string(), weighs: z.number(), chance: z.number(), held: z.array(z.number()), found_by: z.string(), joined: z.coerce.boolean() });
export type ComparedPair = z.output<typeof row>;

const select = 'SELECT a, b, argMax(weight, run_id) AS weighs, argMax(probability, run_id) AS chance, argMax(levels, run_id) AS held, argMax(rule, run_id) AS found_by, argMax(joins, run_id) AS joined FROM identity_edges WHERE run_id IN {runs:Array(UInt64)}';
const runs = z.array(z.number());

const nearest = {
  name: 'pairs_nearest', text: `${select} GROUP BY a, b HAVING abs(weighs - {threshold:Float64}) < {within:Float64} ORDER BY abs(weighs - {threshold:Float64}), a, b LIMIT {limit:UInt32}`,
  parameters: z.object({ runs, threshold: z.number(), within: z.number(), limit: z.number() }), row,
};
const named = { name: 'pairs_named', text: `${select} AND a IN {firsts:Array(String)} AND b IN {seconds:Array(String)} GROUP BY a, b`, parameters: z.object({ runs, firsts: z.array(z.string()), seconds: z.array(z.string()) }), row };
/** Of each half bit of weight so many, whichever their keys are: what is drawn from them depends on weights alone. */
const spread = {
  name: 'pairs_spread', text: 'SELECT a, b, argMax(weight, run_id) AS weighs FROM identity_edges WHERE run_id IN {runs:Array(UInt64)} GROUP BY a, b ORDER BY cityHash64(a, b) LIMIT 60 BY floor(weighs * 2)',
  parameters: z.object({ runs }), row: row.pick({ a: true, b: true, weighs: true }),
};

/** How far from the threshold a pair is still worth a person's time, in doublings of the odds. */
const doubtfulWithin = 8;

/** Pairs nearest to the threshold first. */
export const nearestPairs = (facts: Facts, inForce: readonly number[], threshold: number, limit: number): Promise<ComparedPair[]> => facts.query(nearest, { runs: [...inForce], threshold, within: doubtfulWithin, limit });

/** Pairs of every weight, few enough to draw from. */
export const spreadPairs = (facts: Facts, inForce: readonly number[]): Promise<Array<Pick<ComparedPair, 'a' | 'b' | 'weighs'>>> => facts.query(spread, { runs: [...inForce] });

/** Some pairs, those that runs in force compared. */
export async function comparedPairs(facts: Facts, inForce: readonly number[], pairs: ReadonlyArray<readonly [string, string]>): Promise<ComparedPair[]> {
  if (pairs.length === 0 || inForce.length === 0) return [];
  const wanted = new Set(pairs.map(([a, b]) => JSON.stringify([a, b])));
  const rows = await facts.query(named, { runs: [...inForce], firsts: pairs.map(([a]) => a), seconds: pairs.map(([, b]) => b) });
  return rows.filter(({ a, b }) => wanted.has(JSON.stringify([a, b])));
}

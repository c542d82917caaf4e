import { newestRows, refusedKeys, type WorkspaceStore } from '../../store/index.ts';
import { z } from 'zod';
import { personKinds } from '../../model/index.ts';
import { readDecisions, recordsNamed, wordsIn } from '../entities/read-words.ts';
import type { Edge, Graph } from '../fold/graph.ts';
import { limitedBy, readInForce } from '../limits/limited.ts';
import { everyRule } from '../rules/held-rules.ts';
import { barredBy, wordsUnder } from '../rules/rule-words.ts';

export interface WeighedEdges {
  /** With every edge that was kept, whether it joins or not; what joins those who refuse to be analysed stays whatever the threshold. */
  readonly graph: Graph;
  /** Of the pairs that a threshold decides on, in any order. */
  readonly weights: Float64Array;
}

/** Every edge of the runs in force, to see what another threshold would do. */
export async function weighedEdges({ state, facts }: WorkspaceStore): Promise<WeighedEdges> {
  const [{ runs, limits, isRuled }, refused, decisions] = [await readInForce(state), await refusedKeys(facts, 'analyse'), await readDecisions(state)];
  const [edges, weights]: [Edge[], number[]] = [[], []];
  const text = 'SELECT a, b, argMax(weight, run_id), max(joins) FROM identity_edges WHERE run_id IN {runs:Array(UInt64)} GROUP BY a, b';
  if (runs.length > 0) {
    for await (const block of facts.stream(text, { runs })) {
      for (const [one, other, weighs, joins] of block) {
        const [a, b, weight] = [String(one), String(other), Number(weighs)];
        const stays = refused.has(a) || refused.has(b);
        if (!stays) weights.push(weight);
        if (!stays || Boolean(joins)) edges.push({ a, b, weight: stays ? Infinity : weight });
      }
    }
  }
  const { rules, records } = isRuled ? await everyRule(state) : { rules: [], records: [] };
  const keys = new Set([...edges.flatMap(({ a, b }) => [a, b]), ...[...recordsNamed(decisions), ...records].map(({ key }) => key)]);
  const limited = await limitedBy(state, facts, limits, { records: [...keys].map((key) => ({ key, knownAt: 0 })), isAll: true });
  return { graph: { ...limited, edges, words: wordsUnder(rules, wordsIn(decisions)), barred: barredBy(rules) }, weights: Float64Array.from(weights) };
}

const counted = {
  name: 'records_of_people', text: personKinds.map((kind) => `SELECT count() AS n FROM ${newestRows(kind, 'analyse', 'record_id')}`).join(' UNION ALL '), parameters: z.object({}), row: z.object({ n: z.coerce.number() }),
};

/** Records of people that may be analysed. */
export const countRecords = async ({ facts }: Pick<WorkspaceStore, 'facts'>): Promise<number> => (await facts.query(counted, {})).reduce((sum, { n }) => sum + n, 0);

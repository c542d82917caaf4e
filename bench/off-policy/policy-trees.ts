import { fitPolicyTree, normalDraw, randomStream } from '../../src/learn/index.ts';
import type { BenchContext, Figure } from '../bench.ts';

const tables = 500;
const rows = 400;

/** Three columns, three actions, noise of one; the action 1 pays `gain` more above 0.3 on the first column and as much less below. */
function table(seed: number, gain: number): { columns: number[][]; scores: number[] } {
  const random = randomStream('policy trees', seed, gain);
  const columns = [0, 1, 2].map(() => Array.from({ length: rows }, () => normalDraw(random)));
  return { columns, scores: (columns[0] as number[]).flatMap((x) => [normalDraw(random), (x > 0.3 ? gain : -gain) + normalDraw(random), normalDraw(random)]) };
}

/** How often is a line drawn where none is worth anything, and where one is? */
export function policyTreeFigures(context: BenchContext): Figure[] {
  const lines = (gain: number, depth: number): number => {
    const drawn = Array.from({ length: tables }, (_, at) => { const { columns, scores } = table(context.seed * tables + at, gain); return fitPolicyTree(columns, scores, { actions: 3, seed: at, depth, mostCuts: 30 }).line; });
    return (100 * drawn.filter(Boolean).length) / tables;
  };
  return [
    { name: `policy trees of depth 1 that draw a line where none gains (${tables} tables of ${rows} rows)`, unit: '%', values: [lines(0, 1)], atMost: 5 },
    { name: 'policy trees of depth 2 that draw a line where none gains', unit: '%', values: [lines(0, 2)], atMost: 5 },
    { name: 'policy trees of depth 2 that draw a line that gains 0.19 standard deviations of a score', unit: '%', values: [lines(0.5, 2)] },
  ];
}

import { benjaminiHochberg, twoSidedP } from '../../learn/index.ts';
import { influenceNames, type Influence } from '../../model/index.ts';
import type { AskedDeal } from './asked-deals.ts';

/** Share of comparisons that may be called different by chance. */
export const falseDiscoveryRate = 0.1;

export type Shares = Readonly<Record<Influence, number>>;

/** What part of a deal's answers names each kind. */
export function sharesIn({ answers }: AskedDeal): Shares {
  return Object.fromEntries(influenceNames.map((kind) => [kind, answers.filter((answer) => answer.said === kind).length / answers.length])) as Shares;
}

/** Two kinds compared within deals. `z` is positive where the first is named more. */
export interface ComparedKinds {
  readonly a: Influence;
  readonly b: Influence;
  readonly z: number;
  readonly pValue: number;
  readonly qValue: number;
}

/** Every pair of kinds is one comparison: differences within deals (paired, normal approximation), all counted together (Benjamini–Hochberg). */
export function comparedKinds(deals: readonly AskedDeal[]): ComparedKinds[] {
  const shares = deals.map(sharesIn);
  const pairs = influenceNames.flatMap((a, at) => influenceNames.slice(at + 1).map((b) => ({ a, b, z: zOf(shares.map((one) => one[a] - one[b])) })));
  const pValues = pairs.map(({ z }) => twoSidedP(z));
  const adjusted = benjaminiHochberg(pValues);
  return pairs.map((pair, at) => ({ ...pair, pValue: pValues[at] as number, qValue: adjusted[at] as number }));
}

/** True where two kinds may be told apart. */
export const areApart = ({ qValue }: ComparedKinds): boolean => qValue <= falseDiscoveryRate;

/**
 * The places each kind may have: below every kind whose share is higher beyond chance, above every one whose share is lower.
 * False discoveries among the pairs told apart are held at 10 %.
 */
export function ranksOf(deals: readonly AskedDeal[]): ReadonlyMap<Influence, { readonly low: number; readonly high: number }> {
  const ranks = new Map(influenceNames.map((kind) => [kind, { low: 1, high: influenceNames.length }]));
  for (const { a, b, z } of comparedKinds(deals).filter(areApart)) {
    const [above, below] = z > 0 ? [a, b] : [b, a];
    (ranks.get(above) as { high: number }).high -= 1;
    (ranks.get(below) as { low: number }).low += 1;
  }
  return ranks;
}

/** Mean over its standard error; 0 where nothing differs. */
function zOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
  return error === 0 ? 0 : mean / error;
}

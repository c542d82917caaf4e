import { benjaminiHochberg, twoSidedP } from '../../learn/index.ts';
import { influenceNames, type Influence } from '../../model/index.ts';
import type { AskedDeal } from './asked-deals.ts';

/** Share of comparisons that may be called different by chance. */
const falseDiscoveryRate = 0.1;

export type Shares = Readonly<Record<Influence, number>>;

/** What part of a deal's answers names each kind. */
export function sharesIn({ answers }: AskedDeal): Shares {
  return Object.fromEntries(influenceNames.map((kind) => [kind, answers.filter((answer) => answer.said === kind).length / answers.length])) as Shares;
}

/**
 * The places each kind may have: below every kind whose share is higher beyond chance, above every one whose share is lower.
 * Differences are taken within deals (paired, normal approximation); every pair is one comparison, false discoveries held at 10 %.
 */
export function ranksOf(deals: readonly AskedDeal[]): ReadonlyMap<Influence, { readonly low: number; readonly high: number }> {
  const shares = deals.map(sharesIn);
  const pairs = influenceNames.flatMap((a, at) => influenceNames.slice(at + 1).map((b) => ({ a, b, z: zOf(shares.map((one) => one[a] - one[b])) })));
  const adjusted = benjaminiHochberg(pairs.map(({ z }) => twoSidedP(z)));
  const ranks = new Map(influenceNames.map((kind) => [kind, { low: 1, high: influenceNames.length }]));
  pairs.forEach(({ a, b, z }, at) => {
    if ((adjusted[at] ?? 1) > falseDiscoveryRate) return;
    const [above, below] = z > 0 ? [a, b] : [b, a];
    (ranks.get(above) as { high: number }).high -= 1;
    (ranks.get(below) as { low: number }).low += 1;
  });
  return ranks;
}

/** Mean over its standard error; 0 where nothing differs. */
function zOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
  return error === 0 ? 0 : mean / error;
}

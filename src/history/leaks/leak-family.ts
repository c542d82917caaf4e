import { countWords, familyOf, type ComparisonFamily, type ComparisonMade } from '../../model/index.ts';
import { wholeLife } from '../stages/stage-visits.ts';
import { periodColumn, recentDays, type Comparison } from './comparisons.ts';
import { leakId } from './describe-leak.ts';

/** A comparison with its verdict, after all of its family are counted. */
export interface JudgedComparison extends Comparison {
  readonly qValue: number;
  readonly verdict: ComparisonMade['verdict'];
}

/** 19 in 20 of a normal distribution lie within this many standard deviations. */
const z95 = 1.96;

/** Every place that was compared in the search for leaks, surest first. */
export function leakFamily(judged: readonly JudgedComparison[], { falseDiscoveryRate, heldTo }: { falseDiscoveryRate: number; heldTo: number }): ComparisonFamily {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  return familyOf({
    family: 'leaks', asks: 'Where are deals lost, or do they wait, more than comparable deals of the same age in the same stage?',
    rule: `One-sided, on the whole log; of all that is found, ${percent(falseDiscoveryRate)} may be chance (Benjamini–Hochberg). It is held to q ≤ ${percent(heldTo)}, because deals of one account depend on each other.`,
    confirmation: 'The later part of the log must show it by itself. That is a veto, no second proof: the finding rests on it too. The last half-year against those before has no later part.',
    comparisons: [...judged].sort((a, b) => a.qValue - b.qValue || a.pValue - b.pValue).map(made),
  }, { falseDiscoveryRate });
}

const made = (one: JudgedComparison): ComparisonMade => ({
  id: leakId(one),
  says: `${one.stage === wholeLife ? 'From creation to close' : one.stage}, ${one.column === periodColumn ? `last ${recentDays} days against the half-years before` : `${one.column}: ${one.level} against the others`}: ${one.kind === 'loss' ? 'losses' : 'steps forward'}`,
  found: ratioWords(one),
  pValue: one.pValue, qValue: one.qValue, verdict: one.verdict, confirmedLater: one.confirmedLater,
});

function ratioWords({ whole, kind }: Comparison): string {
  const [middle, low, high] = [0, -z95, z95].map((z) => Math.exp(whole.logRatio + z * whole.se).toFixed(2));
  return `${middle} times the ${kind === 'loss' ? 'share lost' : 'pace'} (19 in 20: ${low}–${high}), ${kind === 'loss' ? countWords(whole.observed, 'loss', 'losses') : countWords(whole.observed, 'step')}`;
}

import type { ComparisonFamily, ComparisonMade, ComparisonsAnswer } from './answers/comparisons.ts';
import { countWords } from './wording.ts';

type Judged = Pick<ComparisonFamily, 'family' | 'asks' | 'rule' | 'confirmation' | 'comparisons'>;

/** How a family is judged: a share of false findings among those claimed, or one level for each comparison; neither where no chance is tested. */
export type Judging = { readonly falseDiscoveryRate: number } | { readonly levelOfEach: number } | 'no test of chance';

/** What "judged alone" means in the register: a comparison without an effect is then taken for a finding once in twenty. */
const alone = 0.05;

/** A family with its counts. What is expected by chance follows from how it is judged. */
export function familyOf(judged: Judged, judging: Judging): ComparisonFamily {
  const { comparisons } = judged;
  const count = (is: (one: ComparisonMade) => boolean): number => comparisons.filter(is).length;
  const claimed = count((one) => one.verdict === 'claimed');
  return {
    ...judged, tested: comparisons.length, claimed,
    lapsed: count((one) => one.verdict === 'lapsed'), confirmed: count((one) => one.verdict === 'claimed' && one.confirmedLater === true),
    byChance: judging === 'no test of chance' ? null : alone * comparisons.length,
    expectedFalse: expectedFalse(judging, comparisons.length, claimed),
  };
}

function expectedFalse(judging: Judging, tested: number, claimed: number): number | null {
  if (judging === 'no test of chance') return null;
  return 'falseDiscoveryRate' in judging ? judging.falseDiscoveryRate * claimed : Math.min(claimed, judging.levelOfEach * tested);
}

/** The register: every family, also those that made no comparison yet, with their totals. */
export function registerOf(families: readonly ComparisonFamily[], asOf: string): ComparisonsAnswer {
  const sum = (of: (family: ComparisonFamily) => number): number => families.reduce((total, family) => total + of(family), 0);
  const [tested, claimed] = [sum((family) => family.tested), sum((family) => family.claimed)];
  return { families: [...families], tested, claimed, sentence: sentenceOf(tested, claimed), asOf };
}

const sentenceOf = (tested: number, claimed: number): string => (tested === 0
  ? 'No comparison was made yet: there is too little to compare.'
  : `${countWords(tested, 'comparison')} ${tested === 1 ? 'was' : 'were'} made and ${tested === 1 ? 'is' : 'are'} listed here; ${countWords(claimed, 'finding')} came of ${tested === 1 ? 'it' : 'them'}.`);

import { familyOf, influenceKinds, type Claim, type ClaimsAnswer, type ComparisonFamily, type ComparisonMade } from '../../model/index.ts';
import type { Log } from '../log.ts';
import { askedDeals } from './asked-deals.ts';
import { areApart, comparedKinds, falseDiscoveryRate, type ComparedKinds } from './ranks.ts';
import type { Said } from './said.ts';
import { answersToRank } from './what-buyers-said.ts';

const unconfirmed = 'Not confirmed on later answers: every look uses all answers there are.';

/** What "everybody knows" about buyers, as it was tested. Claims with too few answers were not tested and are not counted. */
export const claimFamily = (answer: ClaimsAnswer): ComparisonFamily => familyOf({
  family: 'claims', asks: 'Does what “everybody knows” about buyers hold here?', confirmation: unconfirmed,
  rule: `Each claim against a mark fixed beforehand; of all that hold or do not hold, ${Math.round(answer.falseDiscoveryRate * 100)} % may be chance (Benjamini–Hochberg).`,
  comparisons: answer.claims.filter((claim) => claim.qValue !== null).map(claimMade),
}, { falseDiscoveryRate: answer.falseDiscoveryRate });

const claimMade = ({ id, claim, sentence, pValue, qValue, answer }: Claim): ComparisonMade =>
  ({ id, says: claim, found: sentence, pValue, qValue, verdict: answer === 'cannot_tell' ? 'not_claimed' : 'claimed', confirmedLater: null });

/** Which of two influences is named more, for every pair: what the places of the ranking rest on. None below the answers that a ranking needs. */
export function rankFamily(log: Log, said: readonly Said[], asOf: number, knownOnly: boolean): ComparisonFamily {
  const answering = askedDeals(log, said, asOf, knownOnly).filter((deal) => deal.answers.length > 0);
  const answers = answering.reduce((sum, deal) => sum + deal.answers.length, 0);
  return familyOf({
    family: 'ranking', asks: 'Which influence do buyers name more often than which?', confirmation: unconfirmed,
    rule: `Within deals, two-sided; of all pairs told apart, ${Math.round(falseDiscoveryRate * 100)} % may be chance (Benjamini–Hochberg). No pair is compared below ${answersToRank} answers.`,
    comparisons: answers < answersToRank ? [] : comparedKinds(answering).sort((a, b) => a.qValue - b.qValue || a.pValue - b.pValue).map(pairMade),
  }, { falseDiscoveryRate });
}

function pairMade(pair: ComparedKinds): ComparisonMade {
  const [first, second] = pair.z >= 0 ? [pair.a, pair.b] : [pair.b, pair.a];
  return {
    id: `${pair.a}:${pair.b}`, says: `${influenceKinds[first].name} against ${influenceKinds[second].name.toLowerCase()}`,
    found: pair.z === 0 ? 'named equally often' : `named more, by ${Math.abs(pair.z).toFixed(1)} standard errors`,
    pValue: pair.pValue, qValue: pair.qValue, verdict: areApart(pair) ? 'claimed' : 'not_claimed', confirmedLater: null,
  };
}

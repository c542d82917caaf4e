import type { DealAnswer } from '../../src/model/index.ts';
import { LockIcon } from './lock-icon.tsx';
import { Predicted } from './predicted.tsx';
import { percentText } from './words.ts';

type Chance = Pick<DealAnswer, 'winProbability' | 'low' | 'high' | 'refusal' | 'similar' | 'method'>;

/** A deal's chance in a row: "62 % (48–74)", or a lock with the reason. */
export function ChanceCell({ deal, asOf }: { deal: Chance; asOf: string }) {
  const { winProbability, low, high } = deal;
  if (winProbability === null || low === null || high === null) {
    return <span className="locked muted" title={deal.refusal?.reason ?? 'withheld'}><LockIcon /> <span>{shortReason(deal)}</span></span>;
  }
  return <Predicted size="row" value={winProbability} low={low} high={high} n={deal.similar.length} freshness={asOf} unit="share" definition="win_chance" />;
}

const shortReasons: Record<string, string> = { older_than_evidence: 'older than evidence', too_few_closed: 'too few closed', no_dates: 'no dates', no_amounts: 'no amount' };
const shortReason = (deal: Chance): string => shortReasons[deal.refusal?.code ?? ''] ?? 'withheld';

/** The headline of a deal: "62 % (48–74) · 62 of 100 deals like this were won". */
export function ChanceHeadline({ deal }: { deal: Chance }) {
  const { winProbability, low, high } = deal;
  if (winProbability === null || low === null || high === null) return null;
  return (
    <p className="chance-headline">
      <strong className="figure-value">{percentText(winProbability)}</strong>{' '}
      <span className="range">({Math.round(low * 100)}–{Math.round(high * 100)})</span>
      <span> · {Math.round(winProbability * 100)} of 100 deals like this were won</span>
    </p>
  );
}

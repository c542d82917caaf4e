import type { DealAnswer } from '../../../src/model/index.ts';
import { ChanceCell } from '../../ui/chance.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import type { Column } from '../../ui/row-table.tsx';
import { shortDay, signText, wholeMoney } from '../../ui/words.ts';

/** Seven columns: deal, stage, amount, chance with its range, expected close, age, signs. */
export const dealColumns = (currency: string | null, asOf: string): Array<Column<DealAnswer>> => [
  { id: 'deal', header: 'Deal', value: (deal) => deal.account ?? deal.name ?? deal.id, show: (deal) => <DealName deal={deal} />, card: 'title' },
  { id: 'stage', header: 'Stage', value: (deal) => deal.stage },
  { id: 'amount', header: currency ? `Amount (${currency})` : 'Amount', value: (deal) => deal.amount, show: (deal) => (deal.amount === null ? <span className="muted">not known</span> : wholeMoney(deal.amount, currency ? null : deal.currency)), number: true },
  { id: 'chance', header: 'Chance (8 in 10)', value: (deal) => deal.winProbability, show: (deal) => <ChanceCell deal={deal} asOf={asOf} />, number: true },
  { id: 'close', header: 'Expected close', value: (deal) => deal.expectedClose, show: (deal) => <CloseDate deal={deal} /> },
  { id: 'age', header: 'Age (days)', value: (deal) => deal.ageDays, show: (deal) => (deal.ageDays === null ? <span className="muted">–</span> : Math.round(deal.ageDays)), number: true },
  { id: 'signs', header: 'Signs', value: (deal) => deal.signs.map(signText).join(', '), show: (deal) => <Signs deal={deal} /> },
];

function DealName({ deal }: { deal: DealAnswer }) {
  const second = [deal.account ? deal.name : null, deal.owner].filter(Boolean).join(' · ');
  return (
    <>
      <PlaceLink to={`/deals/${encodeURIComponent(deal.id)}`}>{deal.account ?? deal.name ?? deal.id}</PlaceLink>
      {second ? <span className="second-line">{second}</span> : null}
    </>
  );
}

function CloseDate({ deal }: { deal: DealAnswer }) {
  if (deal.expectedClose === null || deal.expectedCloseLow === null || deal.expectedCloseHigh === null) {
    return <span className="muted">{deal.expectedCloseByRep ? `rep: ${shortDay(deal.expectedCloseByRep)}` : 'not known'}</span>;
  }
  return <>{shortDay(deal.expectedClose)} <span className="second-line">{shortDay(deal.expectedCloseLow)} – {shortDay(deal.expectedCloseHigh)}</span></>;
}

const Signs = ({ deal }: { deal: DealAnswer }) => (
  <span className="signs">{deal.signs.length === 0 ? <span className="muted">none</span> : deal.signs.map((sign) => <span key={sign} className="tag caution">{signText(sign)}</span>)}</span>
);

import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { DealAnswer } from '../../../src/model/index.ts';
import { useDeals, useScopeParameters } from '../../data/questions.ts';
import { useAddress, useChangeAddress } from '../../data/url-state.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RowTable } from '../../ui/row-table.tsx';
import { ScreenHead } from '../../ui/section.tsx';
import { countText, many, wholeMoney } from '../../ui/words.ts';
import { dealColumns } from './deal-columns.tsx';
import { DealFilters } from './deal-filters.tsx';
import { SavedFilters } from './saved-filters.tsx';

/** Open deals: which are real, which chance each has, and why. Every filter is in the address and can be saved. */
export function DealsScreen() {
  const { stage, sign, leak, status, quarter, ids, search, owner } = useAddress();
  const deals = useDeals({ stage, sign, leak, status, quarter, ids, search, ...(owner ? { owner } : {}) });
  const finding = ids ? 'The deals behind a number.' : leak ? 'The deals behind a leak.' : null;
  return (
    <>
      <ScreenHead title="Deals" sentence={finding}><SavedFilters screen="deals" /></ScreenHead>
      <DealFilters deals={deals.data ?? []} />
      <Answer of={deals} lines={12}>{(rows) => <DealTable deals={rows} />}</Answer>
    </>
  );
}

function DealTable({ deals }: { deals: readonly DealAnswer[] }) {
  const { sort, search, stage, sign, quarter, leak, ids } = useAddress();
  const change = useChangeAddress();
  const navigate = useNavigate();
  const asOf = String(useScopeParameters().asOf ?? '');
  const currency = useMemo(() => oneCurrency(deals), [deals]);
  const filtered = Boolean(search || stage || sign || quarter || leak || ids);
  return (
    <RowTable
      label="Deals"
      rows={deals}
      columns={dealColumns(currency, asOf)}
      keyOf={(deal) => deal.id}
      open={(deal) => void navigate({ to: `/deals/${encodeURIComponent(deal.id)}` as never })}
      sort={sort}
      onSort={(next) => change({ sort: next }, { replace: true })}
      csvName="deals"
      total={totalText(deals, currency)}
      empty={filtered
        ? <p>No deal matches. <button type="button" className="link-button" onClick={() => change({ search: undefined, stage: undefined, sign: undefined, quarter: undefined, leak: undefined, ids: undefined, status: undefined, owner: undefined })}>Show all open deals</button></p>
        : <p>No deals yet. <PlaceLink to="/data/import">Drop a deals export here</PlaceLink>, or <PlaceLink to="/deals" search={{ w: 'demo' }}>see it in the demo</PlaceLink>.</p>}
    />
  );
}

/** The one currency of all amounts, or null where they are mixed. */
function oneCurrency(deals: readonly DealAnswer[]): string | null {
  const currencies = new Set(deals.filter((deal) => deal.amount !== null).map((deal) => deal.currency));
  return currencies.size === 1 ? ([...currencies][0] ?? null) : null;
}

/** What the totals row sums; mixed currencies are summed one by one. */
function totalText(deals: readonly DealAnswer[], currency: string | null): string {
  const byCurrency = Map.groupBy(deals.filter((deal) => deal.amount !== null), (deal) => deal.currency);
  const sums = [...byCurrency].map(([name, theirs]) => `${wholeMoney(theirs.reduce((sum, deal) => sum + (deal.amount ?? 0), 0), name)}${name || currency ? '' : ' (no currency)'}`);
  const without = deals.filter((deal) => deal.amount === null).length;
  return `${many(deals.length, 'deal')}, amounts sum to ${sums.join(' and ') || 'nothing known'}${without > 0 ? `; ${countText(without)} without an amount` : ''}`;
}

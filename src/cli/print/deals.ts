import { chanceWords, countWords, dateWords, moneyWords, refusalWords, type DealAnswer } from '../../model/index.ts';
import { tableLines } from './table.ts';

const shownDeals = 40;

/** Open deals: chance with its range, or a word where it is refused; each reason of refusal is said once, below. */
export function dealLines(deals: readonly DealAnswer[], today: string): string[] {
  if (deals.length === 0) return ['No deals yet. Import a deals export, or see it in the demo.'];
  const refused = deals.filter((deal) => deal.refusal !== null);
  return [
    `${countWords(deals.length, 'open deal')}${refused.length > 0 ? `; ${refused.length} without a chance, for the reasons below` : ''}.`, '',
    ...tableLines(deals.slice(0, shownDeals), [
      { title: 'Deal', cell: (deal) => deal.name ?? deal.id },
      { title: 'Account', cell: (deal) => deal.account ?? '–' },
      { title: 'Stage', cell: (deal) => deal.stage ?? '–' },
      { title: 'Amount', align: 'right', cell: (deal) => (deal.amount === null ? 'not known' : moneyWords(deal.amount, deal.currency)) },
      { title: 'Chance (range)', align: 'right', cell: chanceOf },
      { title: 'Expected', cell: (deal) => (deal.expectedClose === null ? '–' : dateWords(deal.expectedClose, today)) },
    ]),
    ...(deals.length > shownDeals ? [`… and ${countWords(deals.length - shownDeals, 'more deal')}; all of them with --json.`] : []),
    ...reasonsOf(refused),
  ];
}

const chanceOf = (deal: DealAnswer): string =>
  deal.winProbability === null || deal.low === null || deal.high === null ? 'refused' : chanceWords(deal.winProbability, deal.low, deal.high);

function reasonsOf(refused: readonly DealAnswer[]): string[] {
  const counts = new Map<string, number>();
  for (const deal of refused) if (deal.refusal) {
    const words = refusalWords(deal.refusal).join(' ');
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts.size === 0 ? [] : ['', ...[...counts].map(([words, count]) => `${countWords(count, 'deal')}: ${words}`)];
}

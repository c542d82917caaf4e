import { countWords, moneyWords, type ChangesAnswer } from '../../model/index.ts';
import { tableLines } from './table.ts';

/** Start, every movement, end; the sum is exact. */
export function changeLines(answer: ChangesAnswer): string[] {
  const rows = [
    { name: `start (${answer.since.slice(0, 10)})`, amount: answer.start, deals: answer.startDeals },
    ...answer.movements.map((movement) => ({ name: movement.kind.replaceAll('_', ' '), amount: movement.amount, deals: movement.deals })),
    { name: `end (${answer.asOf.slice(0, 10)})`, amount: answer.end, deals: answer.endDeals },
  ];
  return [
    answer.sentence, '',
    ...tableLines(rows, [
      { title: answer.quarter, cell: (row) => row.name }, { title: 'Amount', align: 'right', cell: (row) => moneyWords(row.amount, answer.currency, 4) }, { title: 'Deals', align: 'right', cell: (row) => String(row.deals) },
    ]),
    `Restatements by model or data: ${answer.restatements}.`, ...(answer.stageMoves.length > 0 ? [`${countWords(answer.stageMoves.length, 'stage move')} in that time.`] : []), ...(answer.missing ? [answer.missing] : []),
  ];
}

import { addressSilences, countWords, type AddressSilence, type VisitorJoins } from '../../model/index.ts';
import { tableLines } from './table.ts';

/** How many visitors are known by their address, and why others are not. */
export function visitorJoinsLines({ visitors, known, silent, rows }: VisitorJoins): string[] {
  const counts = (Object.keys(addressSilences) as AddressSilence[]).filter((why) => silent[why] > 0).map((why) => `  ${silent[why]}: ${addressSilences[why]}`);
  return [
    `${countWords(visitors, 'visitor')} gave an address or number; ${known} of them ${known === 1 ? 'is' : 'are'} taken for a person whom a record names.`,
    ...(counts.length === 0 ? ['Every address or number that a record has, too, said who the visitor is.'] : ['Addresses and numbers that a record has, too, and that joined nobody:', ...counts, '']),
    ...(rows.length === 0 ? [] : [
      ...tableLines(rows, [
        { title: 'Visitor', cell: (row) => row.visitor }, { title: 'Record', cell: (row) => row.record }, { title: 'People', align: 'right', cell: (row) => String(row.people) }, { title: 'Given to', cell: (row) => row.source },
        { title: 'On', cell: (row) => row.saidAt.slice(0, 10) }, { title: 'Why not', cell: (row) => addressSilences[row.silent] },
      ]),
      'Decide yourself: hindcast resolve link VISITOR RECORD',
    ]),
  ];
}

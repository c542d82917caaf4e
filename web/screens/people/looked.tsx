import type { PersonRead } from '../../../src/model/index.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { Section } from '../../ui/section.tsx';
import { clockText, countText, shortDay } from '../../ui/words.ts';
import { purposeNames } from './person-words.ts';

const columns: Array<Column<PersonRead>> = [
  { id: 'day', header: 'Day', value: (row) => row.day, show: (row) => <span title={clockText(row.lastAt)}>{shortDay(row.day)}</span> },
  { id: 'by', header: 'Who', value: (row) => row.by, card: 'title' },
  { id: 'what', header: 'What', value: (row) => row.what },
  { id: 'purpose', header: 'Purpose', value: (row) => purposeNames[row.purpose] },
  { id: 'times', header: 'Times', value: (row) => row.times, show: (row) => countText(row.times), number: true },
];

/** Who read the profile. The person sees the same list; this reading is in it. */
export const Looked = ({ reads }: { reads: readonly PersonRead[] }) => (
  <Section title="Who looked">
    <RowTable label="Who looked" rows={reads} columns={columns} keyOf={(row) => `${row.day}${row.by}${row.what}${row.purpose}`} csvName="who-looked" empty={<p className="muted">Nobody has opened this profile yet.</p>} />
  </Section>
);

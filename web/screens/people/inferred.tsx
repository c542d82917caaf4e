import type { PersonInference } from '../../../src/model/index.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { Section } from '../../ui/section.tsx';
import { percentText, shortDay } from '../../ui/words.ts';

const columns: Array<Column<PersonInference>> = [
  { id: 'attribute', header: 'Concluded', value: (row) => row.attribute, card: 'title' },
  { id: 'value', header: 'Value', value: (row) => row.value, show: (row) => row.value ?? <span className="muted">not known</span> },
  { id: 'rule', header: 'By which rule', value: (row) => row.rule },
  { id: 'from', header: 'From', value: (row) => row.from.join(', ') },
  { id: 'use', header: 'What for', value: (row) => row.use },
  { id: 'sure', header: 'How sure', value: (row) => row.confidence, show: (row) => (row.confidence === null ? <span className="muted">a rule, no estimate</span> : percentText(row.confidence)) },
  { id: 'at', header: 'As of', value: (row) => row.at, show: (row) => shortDay(row.at) },
];

/** What the product concludes instead of reading it. Nothing sensitive can be declared, so nothing sensitive stands here. */
export const Inferred = ({ inferences }: { inferences: readonly PersonInference[] }) => (
  <Section title="What was inferred">
    <p className="muted">Health, religion, origin, politics and the like are never inferred.</p>
    <RowTable label="What was inferred" rows={inferences} columns={columns} keyOf={(row) => row.id} csvName="inferred" empty={<p>Nothing is inferred about this person.</p>} />
  </Section>
);

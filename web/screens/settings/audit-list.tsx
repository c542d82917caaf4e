import type { AuditEntry } from '../../../src/model/index.ts';
import { useAudit } from '../../data/questions.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { Section } from '../../ui/section.tsx';
import { clockText } from '../../ui/words.ts';

const columns: Array<Column<AuditEntry>> = [
  { id: 'at', header: 'When', value: (row) => row.at, show: (row) => clockText(row.at), card: 'title' },
  { id: 'by', header: 'Who', value: (row) => row.by },
  { id: 'what', header: 'What', value: (row) => row.what },
  { id: 'subject', header: 'On', value: (row) => row.subject },
];

/** Who did what, newest first. */
export function AuditList() {
  const audit = useAudit(true);
  return <Section title="Audit">{audit.data ? <RowTable label="Audit entries" rows={audit.data} columns={columns} keyOf={(row) => row.id} empty={<p className="muted">Nothing recorded yet.</p>} csvName="audit" /> : null}</Section>;
}

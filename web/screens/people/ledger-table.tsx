import type { LedgerEntry } from '../../../src/model/index.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { clockText, dayText, shortDay } from '../../ui/words.ts';
import { PersonLink } from './person-link.tsx';
import { purposeNames, recordText } from './person-words.ts';

const said: Readonly<Record<LedgerEntry['statement'], readonly [tone: string, word: string]>> = { grant: ['won', 'allows'], object: ['lost', 'objects'], withdraw: ['lost', 'withdraws'] };

const columnsWith = (linked: boolean): Array<Column<LedgerEntry>> => [
  { id: 'at', header: 'When', value: (row) => row.at, show: (row) => <span title={clockText(row.at)}>{shortDay(row.at)}</span> },
  { id: 'subject', header: 'Record', value: (row) => row.subject, show: (row) => <PersonLink id={linked ? row.subject : null}>{recordText(row.subject)}</PersonLink>, card: 'title' },
  { id: 'statement', header: 'Says', value: (row) => row.statement, show: (row) => <span className={`tag ${said[row.statement][0]}`}>{said[row.statement][1]}</span> },
  { id: 'purpose', header: 'Purpose', value: (row) => purposeNames[row.purpose], show: (row) => <>{purposeNames[row.purpose]}{row.expiresAt ? <span className="second-line">until {dayText(row.expiresAt)}</span> : null}</> },
  { id: 'wording', header: 'Word for word', value: (row) => row.wording, show: (row) => (row.wording ? `“${row.wording}”` : <span className="muted">not given</span>) },
  { id: 'source', header: 'Heard from', value: (row) => row.source },
  { id: 'by', header: 'Written down by', value: (row) => row.by },
];

/** Every word on what people allow, newest first. Lines are added, never changed. `linked` leads to each person, where the table is not of one alone. */
export const LedgerTable = ({ ledger, empty, linked = false }: { ledger: readonly LedgerEntry[]; empty: string; linked?: boolean }) => (
  <RowTable label="Consent ledger" rows={ledger.toSorted((a, b) => b.sequence - a.sequence)} columns={columnsWith(linked)} keyOf={(row) => String(row.sequence)} csvName="ledger" empty={<p className="muted">{empty}</p>} />
);

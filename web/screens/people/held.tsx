import type { PersonFact, PersonPage, PersonRecordShown } from '../../../src/model/index.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { Section } from '../../ui/section.tsx';
import { dayText, fieldText, many, shortDay } from '../../ui/words.ts';
import { recordText } from './person-words.ts';

/** What the records say, each value with its source and since when it is known. */
export function Held({ page }: { page: PersonPage }) {
  return (
    <Section title="What is held">
      <ul className="plain-list spaced">{page.records.map((record) => <li key={record.key}>{recordLine(record)}</li>)}</ul>
      <RowTable label="What is held" rows={page.facts} columns={columnsFor(page)} keyOf={(row) => `${row.record}/${row.field}`} csvName="held" empty={<p className="muted">The records hold nothing but their ids.</p>} />
      <Touches page={page} />
    </Section>
  );
}

function recordLine({ key, knownSince, updatedAt, files }: PersonRecordShown): string {
  const words = recordText(key);
  const changed = updatedAt && updatedAt.slice(0, 10) !== knownSince.slice(0, 10) ? `, changed ${shortDay(updatedAt)}` : '';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: known since ${shortDay(knownSince)}${changed}${files.length > 0 ? `, by ${files.join(', ')}` : ''}`;
}

const whatOf = (fact: PersonFact): string => (fact.further ? fieldText(fact.field) : fact.means);

function columnsFor({ records }: PersonPage): Array<Column<PersonFact>> {
  const from: Column<PersonFact> = records.length > 1 ? { id: 'record', header: 'From', value: (row) => recordText(row.record) } : { id: 'source', header: 'From', value: (row) => row.source };
  return [
    { id: 'what', header: 'What', value: whatOf, show: (row) => <>{whatOf(row)}{row.further ? <span className="second-line">a further column</span> : null}</>, card: 'title' },
    { id: 'value', header: 'Value', value: (row) => row.value, show: (row) => <Value fact={row} /> },
    from,
    { id: 'known', header: 'Known since', value: (row) => row.knownAt, show: (row) => shortDay(row.knownAt) },
    { id: 'personal', header: 'Personal', value: (row) => row.personal, show: (row) => (row.personal ? 'yes' : <span className="muted">no</span>) },
  ];
}

const Value = ({ fact }: { fact: PersonFact }) => <>{fact.value}{fact.correctedAt ? <span className="second-line">corrected by the person on {dayText(fact.correctedAt)}</span> : null}</>;

function Touches({ page: { touches } }: { page: PersonPage }) {
  if (touches.count === 0) return <p>No dated contact with this person is known.</p>;
  const byType = touches.byType.map(({ type, count, lastAt }) => `${type} ${count} (last ${dayText(lastAt)})`).join(', ');
  return <p>{many(touches.count, 'touch', 'touches')}: {byType}. <span className="muted">What was written about them is not shown here.</span></p>;
}

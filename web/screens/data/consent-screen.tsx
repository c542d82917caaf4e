import type { ConsentOverview, LedgerSummary } from '../../../src/model/index.ts';
import { needsGrant } from '../../../src/model/consent/purposes.ts';
import { useConsentOverview, useMe, usePeople, useRights } from '../../data/questions.ts';
import { CopiedText } from '../../ui/copied-text.tsx';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { LockedPanel } from '../../ui/refusal-panel.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, dayText, many } from '../../ui/words.ts';
import { Corrections, LedgerTable, OwnLinks, PersonLink, purposeNames, recordText } from '../people/index.ts';

/** What was allowed, what was refused, and what waits for an answer: all people together. */
export function ConsentScreen() {
  const me = useMe();
  const { readsPeople } = useRights();
  const overview = useConsentOverview(readsPeople);
  if (!readsPeople) return <Answer of={me}>{() => <><ScreenHead title="Consent" /><LockedPanel><p><strong>Not within your reach.</strong> What people allow is for those who see all of them. An admin can widen your reach under Settings.</p></LockedPanel></>}</Answer>;
  return <Answer of={overview} lines={14}>{(answer) => <Consent answer={answer} />}</Answer>;
}

function Consent({ answer }: { answer: ConsentOverview }) {
  const { contacts, inquiries } = answer.records;
  if (contacts + inquiries === 0 && answer.recalled === 0) return <><ScreenHead title="Consent" /><p>No records of people yet. <PlaceLink to="/data/import">Drop an export of contacts or inquiries here</PlaceLink>.</p></>;
  return (
    <>
      <ScreenHead title="Consent" sentence={`${many(contacts, 'contact')} and ${many(inquiries, 'inquiry', 'inquiries')} are about people. ${answer.recalled === 0 ? 'Nobody was recalled.' : `${many(answer.recalled, 'person was', 'people were')} recalled: gone, and kept out of later imports.`}`} />
      <Corrections title="Corrections" corrections={answer.corrections} named />
      <Section title="By purpose"><RowTable label="By purpose" rows={answer.purposes} columns={purposeColumns} keyOf={(row) => row.purpose} csvName="purposes" empty={null} /></Section>
      <LedgerOverTime summary={answer.summary} />
      <Refusing />
      <Section title="What was said last"><LedgerTable linked ledger={answer.ledger} empty="Nobody has said anything: the sources' defaults count." /></Section>
      <Section title="Sources"><RowTable label="Sources of people" rows={answer.sources} columns={sourceColumns} keyOf={(row) => row.source} csvName="sources" empty={<p className="muted">No source holds people.</p>} /></Section>
      <DialogLine />
      <OwnLinks linked title="Links to people’s own pages" links={answer.links} empty="No link was made yet. Make one on a person's profile." />
    </>
  );
}

/** What was said by month, with which words, and what ends soon. */
function LedgerOverTime({ summary: { months, wordings, endingSoon } }: { summary: LedgerSummary }) {
  return (
    <>
      <Section title="By month" aside={endingSoon === 0 ? 'no grant ends within 30 days' : `${many(endingSoon, 'grant')} end${endingSoon === 1 ? 's' : ''} within 30 days`}><RowTable label="Said by month" rows={months} columns={monthColumns} keyOf={(row) => `${row.month} ${row.purpose}`} csvName="consent-by-month" empty={<p className="muted">Nobody has said anything yet.</p>} /></Section>
      {wordings.length > 0 ? <Section title="Words shown or said"><RowTable label="Words" rows={wordings} columns={wordingColumns} keyOf={(row) => row.wording} csvName="wordings" empty={null} /></Section> : null}
    </>
  );
}

type MonthRow = LedgerSummary['months'][number];
const counted = (id: 'granted' | 'objected' | 'withdrawn', header: string): Column<MonthRow> => ({ id, header, value: (row) => row[id], show: (row) => countText(row[id]), number: true });
const monthColumns: Array<Column<MonthRow>> = [
  { id: 'month', header: 'Month', value: (row) => row.month, card: 'title' }, { id: 'purpose', header: 'Purpose', value: (row) => purposeNames[row.purpose] },
  counted('granted', 'Granted'), counted('objected', 'Objected'), counted('withdrawn', 'Withdrawn'),
];

type WordingRow = LedgerSummary['wordings'][number];
const wordingColumns: Array<Column<WordingRow>> = [
  { id: 'wording', header: 'Words', value: (row) => row.wording, card: 'title' }, { id: 'entries', header: 'Lines', value: (row) => row.entries, show: (row) => countText(row.entries), number: true },
  { id: 'first', header: 'First', value: (row) => row.firstAt, show: (row) => dayText(row.firstAt) }, { id: 'last', header: 'Last', value: (row) => row.lastAt, show: (row) => dayText(row.lastAt) },
];

/** The line that puts the consent dialog on a site. */
const DialogLine = () => (
  <Section title="Dialog for a site"><p className="muted">Beside the tracker’s line of an event source. Before a yes nothing is kept in the browser, and an answer goes into the ledger with the version of the words shown.</p><CopiedText text={`<script async src="${window.location.origin}/consent.js" data-purposes="analytics" data-company="Your company"></script>`} label="Line of the consent dialog" /></Section>
);

type PurposeRow = ConsentOverview['purposes'][number];
const purposeColumns: Array<Column<PurposeRow>> = [
  { id: 'purpose', header: 'Purpose', value: (row) => purposeNames[row.purpose], show: (row) => <>{purposeNames[row.purpose]}<span className="second-line">{row.meaning}</span></>, card: 'title' },
  { id: 'basis', header: 'Without a word', value: (row) => (needsGrant(row.purpose) ? 'needs a grant' : `allowed: ${row.basis}`) },
  { id: 'allowed', header: 'Records allowed', value: (row) => row.allowed, show: (row) => countText(row.allowed), number: true },
  { id: 'refused', header: 'Not allowed', value: (row) => row.refused, show: (row) => countText(row.refused), number: true },
];

type SourceRow = ConsentOverview['sources'][number];
const sourceColumns: Array<Column<SourceRow>> = [
  { id: 'source', header: 'Source', value: (row) => row.source, card: 'title' },
  { id: 'records', header: 'Records', value: (row) => row.records, show: (row) => countText(row.records), number: true },
  { id: 'basis', header: 'Default basis', value: (row) => row.basis },
  { id: 'retention', header: 'Kept', value: (row) => row.retention, show: (row) => row.retention ?? <span className="muted">no period set</span> },
  { id: 'loan', header: 'Lent by', value: (row) => row.lender, show: (row) => (row.lender ? `${row.lender}${row.until ? `, until ${dayText(row.until)}` : ''}` : <span className="muted">own</span>) },
];

const mostShown = 20;

/** Who refuses something that would be allowed by default. */
function Refusing() {
  const people = usePeople({ refusing: 'true', limit: mostShown });
  return (
    <Section title="Who refuses" aside={<PlaceLink to="/people" search={{ status: 'refusing' }} className="small">All of them</PlaceLink>}>
      <Answer of={people} lines={3}>
        {({ rows }) => (rows.length === 0 ? <p className="muted">Nobody refuses anything that is allowed by default.</p> : (
          <ul className="plain-list">{rows.map((row) => <li key={row.id}><PersonLink id={row.id}>{row.name ?? recordText(row.id)}</PersonLink> <span className="muted">{[row.account, `refuses: ${row.refuses.map((purpose) => purposeNames[purpose].toLowerCase()).join(', ')}`].filter(Boolean).join(' · ')}</span></li>)}</ul>
        ))}
      </Answer>
    </Section>
  );
}

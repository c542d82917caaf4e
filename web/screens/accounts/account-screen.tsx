import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { AccountPage } from '../../../src/model/index.ts';
import { useAccount } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ObjectHead, Section } from '../../ui/section.tsx';
import { PersonLink } from '../people/index.ts';
import { CompanyGroup } from './company-group.tsx';
import { CompanyRecords } from './company-records.tsx';
import { clockText, countText, dayText, fieldText, many, shortDay, wholeMoney } from '../../ui/words.ts';

type AccountDeal = AccountPage['deals'][number];

const dealColumns: Array<Column<AccountDeal>> = [
  { id: 'name', header: 'Deal', value: (row) => row.name ?? row.id, show: (row) => <PlaceLink to={`/deals/${encodeURIComponent(row.id)}`}>{row.name ?? row.id}</PlaceLink>, card: 'title' },
  { id: 'status', header: 'Status', value: (row) => row.status, show: (row) => <span className={`tag ${row.status}`}>{row.status}</span> },
  { id: 'stage', header: 'Stage', value: (row) => row.stage },
  { id: 'amount', header: 'Amount', value: (row) => row.amount, show: (row) => (row.amount === null ? <span className="muted">not known</span> : wholeMoney(row.amount, row.currency)), number: true },
  { id: 'created', header: 'Created', value: (row) => row.createdAt, show: (row) => shortDay(row.createdAt) },
  { id: 'closed', header: 'Closed', value: (row) => row.closedAt, show: (row) => shortDay(row.closedAt) },
];

/** One account on a date: its deals, its people, and everything that happened, newest first. */
export function AccountScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const page = useAccount(id);
  return <Answer of={page}>{(answer) => <Account page={answer} />}</Answer>;
}

function Account({ page }: { page: AccountPage }) {
  const { account } = page;
  return (
    <>
      <ObjectHead kind="Account" name={account.name} facts={[account.industry, account.country, account.owner, account.lastTouchAt ? `last activity ${dayText(account.lastTouchAt)}` : 'no dated activity', `as of ${dayText(page.asOf)}`]} />
      <div className="two-columns">
        <div>
          <Section title="Deals"><RowTable label="Deals of this account" rows={page.deals} columns={dealColumns} keyOf={(row) => row.id} empty={<p className="muted">No deals.</p>} csvName="account-deals" /></Section>
          <Section title="What happened"><Events page={page} /></Section>
        </div>
        <div>
          <Money page={page} />
          <People page={page} />
          <CompanyGroup page={page} />
          <CompanyRecords records={page.records} />
          <OtherColumns attributes={page.attributes} />
        </div>
      </div>
    </>
  );
}

const eventsAtOnce = 40;

function Events({ page }: { page: AccountPage }) {
  const [shown, setShown] = useState(eventsAtOnce);
  if (page.timeline.length === 0) return <p className="muted">Nothing dated is known of this account.</p>;
  return (
    <>
      <ul className="timeline">
        {page.timeline.slice(0, shown).map((entry, index) => (
          <li key={`${entry.at}${index}`}>
            <time className="muted" dateTime={entry.at} title={clockText(entry.at)}>{shortDay(entry.at)}</time>
            <div>
              <p>{entry.dealId ? <PlaceLink to={`/deals/${encodeURIComponent(entry.dealId)}`}>{entry.title}</PlaceLink> : entry.title}{entry.amount === null ? '' : ` · ${wholeMoney(entry.amount, entry.currency)}`}</p>
              {entry.detail || entry.by ? <p className="muted small">{[entry.detail, entry.by].filter(Boolean).join(' · ')}</p> : null}{entry.touch ? <p className="small"><PlaceLink to="/data/events" search={{ touch: entry.touch.id }}>{many(entry.touch.events, 'event')}</PlaceLink></p> : null}
            </div>
          </li>
        ))}
      </ul>
      {page.timeline.length > shown ? <p className="after-chart"><Button onClick={() => setShown(shown + 100)}>Show more ({countText(page.timeline.length - shown)} left)</Button></p> : null}
      {page.more && page.timeline.length <= shown ? <p className="muted">Older events are not shown here; they are in the SQL view.</p> : null}
    </>
  );
}

function Money({ page }: { page: AccountPage }) {
  const { account } = page;
  const facts = [['Open', account.openAmount], ['Won', account.wonAmount], ['Invoiced', account.invoiced], ['Margin', account.margin]] as const;
  return (
    <Section title="Money">
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value === null ? <span className="muted">not known</span> : wholeMoney(value, account.currency)}</dd></div>)}</dl>
    </Section>
  );
}

/** From when on, and until when, records named this account. */
const timeHere = ({ from, until }: AccountPage['people'][number]): string | null => (until !== null ? `here until ${dayText(until)}` : from !== null ? `here since ${dayText(from)}` : null);

function People({ page }: { page: AccountPage }) {
  return (
    <Section title="People">
      {page.people.length === 0 ? <p className="muted">Nobody named in the data.</p> : <ul className="plain-list">{page.people.map((person) => <li key={person.id}><PersonLink id={person.id}>{person.name}</PersonLink> <span className="muted">{[person.title, `${person.touches} touches`, person.lastTouchAt ? `last ${shortDay(person.lastTouchAt)}` : null, timeHere(person), person.records > 1 ? `${person.records} records` : null].filter(Boolean).join(' · ')}</span></li>)}</ul>}
    </Section>
  );
}

function OtherColumns({ attributes }: { attributes: Record<string, string> }) {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return null;
  return <Section title="Other columns"><dl className="facts">{entries.map(([name, value]) => <div key={name}><dt>{fieldText(name)}</dt><dd>{value}</dd></div>)}</dl></Section>;
}

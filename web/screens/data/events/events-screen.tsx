import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReceivedEvent } from '../../../../src/model/index.ts';
import { useEventSources, useReceivedEvents } from '../../../data/event-questions.ts';
import { useMe, useRights } from '../../../data/questions.ts';
import { useAddress, useChangeAddress } from '../../../data/url-state.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { PlaceLink } from '../../../ui/place-link.tsx';
import { LockedPanel } from '../../../ui/refusal-panel.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { ScreenHead } from '../../../ui/section.tsx';
import { clockText, many } from '../../../ui/words.ts';
import { fateTones, fateWords, reasonText, warningText } from './event-words.ts';

const mostShown = 200;

/** The last events of all sources, each with what became of it; the search is in the address. */
export function EventsScreen() {
  const me = useMe();
  const { readsPeople } = useRights();
  const { message, person, event: name, source, fate, touch } = useAddress();
  const events = useReceivedEvents({ last: mostShown, message, person, name, source, fate, touch }, readsPeople);
  if (!readsPeople) return <Answer of={me}>{() => <OutOfReach title="Events" />}</Answer>;
  const searched = Boolean(message ?? person ?? name ?? source ?? fate ?? touch);
  return (
    <>
      <ScreenHead title="Events" sentence={events.data?.length ? `${many(events.data.length, 'event')}, the last first${events.data.length === mostShown ? '; older ones are found by searching' : ''}.` : null}>
        <Button loading={events.isFetching} onClick={() => void events.refetch()}>Refresh</Button>
      </ScreenHead>
      <EventSearch key={[message, person, name].join('\n')} />
      <Answer of={events} lines={12}>{(rows) => <RowTable label="Events" rows={rows} columns={columns} keyOf={(row) => row.id} csvName="events" empty={searched ? <p>No event is found by this. <PlaceLink to="/data/events">Show all</PlaceLink>.</p> : <HowToBegin />} />}</Answer>
    </>
  );
}

export const OutOfReach = ({ title }: { title: string }) => (
  <><ScreenHead title={title} /><LockedPanel><p><strong>Not within your reach.</strong> Events are of people, and for those who see all of them. An admin can widen your reach under Settings.</p></LockedPanel></>
);

const HowToBegin = () => <p>No events yet. <PlaceLink to="/data">Make a source</PlaceLink>, and paste its three lines into a site or a server.</p>;

function EventSearch() {
  const address = useAddress();
  const change = useChangeAddress();
  const sources = useEventSources(true);
  const [words, setWords] = useState({ message: address.message ?? '', person: address.person ?? '', event: address.event ?? '' });
  const field = (key: keyof typeof words, label: string) => <TextInput label={label} value={words[key]} onChange={(event) => setWords({ ...words, [key]: event.currentTarget.value })} />;
  const submit = (): void => change({ message: words.message.trim() || undefined, person: words.person.trim() || undefined, event: words.event.trim() || undefined });
  return (
    <form className="filters" role="search" aria-label="Events" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {field('message', 'Message id')}{field('person', 'Person (id)')}{field('event', 'Event name')}
      <Choice label="Source" value={address.source} options={(sources.data?.sources ?? []).map(({ name }) => [name, name])} onChange={(source) => change({ source })} />
      <Choice label="Fate" value={address.fate} options={Object.entries(fateWords)} onChange={(fate) => change({ fate })} />
      <Button type="submit">Search</Button>
    </form>
  );
}

export const Choice = ({ label, value, options, onChange }: { label: string; value: string | undefined; options: ReadonlyArray<readonly [value: string, name: string]>; onChange: (value: string | undefined) => void }) => (
  <label className="plain-field">{label}<select value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value || undefined)}><option value="">All</option>{options.map(([one, name]) => <option key={one} value={one}>{name}</option>)}</select></label>
);

const columns: Array<Column<ReceivedEvent>> = [
  { id: 'event', header: 'Event', value: (row) => row.name || row.type, show: (row) => <>{row.name || row.type}<span className="second-line">{row.type} · {row.source}</span></>, card: 'title' },
  { id: 'received', header: 'Received', value: (row) => row.receivedAt, show: (row) => <span title={`happened ${clockText(row.occurredAt)}`}>{clockText(row.receivedAt)}</span> },
  { id: 'fate', header: 'Fate', value: (row) => fateWords[row.fate], show: (row) => <FateCell row={row} /> },
  { id: 'person', header: 'Person', value: (row) => row.person },
  { id: 'accounts', header: 'Accounts', value: (row) => row.accounts.join(', ') },
  { id: 'sent', header: 'What was sent', value: (row) => row.messageId, show: (row) => <Sent row={row} /> },
];

const FateCell = ({ row }: { row: ReceivedEvent }) => (
  <>
    <span className={`tag ${fateTones[row.fate]}`}>{fateWords[row.fate]}</span>
    {row.reason ? <span className="second-line">{reasonText(row.reason)}{row.path ? <> At <code>{row.path}</code>.</> : null}</span> : null}
    {row.warnings.map((warning) => <span key={warning} className="second-line">{warningText(warning)}</span>)}
    {row.fate === 'quarantined' ? <span className="second-line"><PlaceLink to="/data/quarantine" label={`Repair ${row.name || row.type} in quarantine`}>Repair</PlaceLink></span> : null}
  </>
);

function Sent({ row }: { row: ReceivedEvent }) {
  const told = { messageId: row.messageId, userId: row.userId, anonymousId: row.anonymousId, occurredAt: row.occurredAt, properties: row.properties, traits: row.traits };
  return <details className="event-sent"><summary>{row.messageId ?? 'no message id'}</summary><pre tabIndex={0} aria-label="Ids, properties and traits">{JSON.stringify(told, null, 2)}</pre></details>;
}

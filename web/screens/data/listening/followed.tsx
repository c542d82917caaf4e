import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FollowService, Followed as FollowedFeed } from '../../../../src/model/index.ts';
import { followServices, leastMinutes } from '../../../../src/model/listening/followed.ts';
import { useFollow, useFollowed, usePoll, useUnfollow } from '../../../data/listening-questions.ts';
import { useRights } from '../../../data/questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { Section } from '../../../ui/section.tsx';
import { TypedConfirm } from '../../../ui/typed-confirm.tsx';
import { agoText, clockText, countText, untilText } from '../../../ui/words.ts';
import { everyText, kindText } from '../sources/source-words.ts';

/** Feeds and searches that are read by themselves: how each does; read now, added, removed. */
export function Followed() {
  const asked = useFollowed(true);
  const { isAdmin, writesConsent: mayPoll } = useRights();
  const poll = usePoll();
  const reading: Column<FollowedFeed> = { id: 'now', header: 'Read now', value: () => null, show: (row) => <button type="button" className="link-button" onClick={() => poll.mutate(row.name)} aria-label={`Read now: ${row.name}`}>Read now</button> };
  const removing: Column<FollowedFeed> = { id: 'remove', header: 'Remove', value: () => null, show: (row) => <Unfollow name={row.name} /> };
  return (
    <Section title="What is followed">
      <p role="status" className="muted">{poll.isPending ? 'It is being read.' : poll.data ? `${poll.data.name}: ${poll.data.lastOutcome ?? 'read'}` : ''}</p>
      <ProblemLine problem={poll.error} />
      <Answer of={asked} lines={3}>{(rows) => <RowTable label="What is followed" rows={rows} columns={[...columns, ...(mayPoll ? [reading] : []), ...(isAdmin ? [removing] : [])]} keyOf={(row) => row.name} csvName="followed" empty={<p className="muted">Nothing is followed. {isAdmin ? 'Name a feed or a search below.' : 'An admin can name a feed or a search.'}</p>} />}</Answer>
      {isAdmin ? <Follow /> : null}
    </Section>
  );
}

const tones: Readonly<Record<FollowedFeed['state'], string>> = { new: '', fine: 'won', failing: 'lost', gone: 'lost' };
const columns: Array<Column<FollowedFeed>> = [
  { id: 'name', header: 'Name', value: (row) => row.name, show: (row) => <>{row.name}<span className="second-line">{kindText(row.service)}: {row.what}</span></>, card: 'title' },
  { id: 'state', header: 'State', value: (row) => row.state, show: (row) => <><span className={`tag ${tones[row.state]}`}>{row.state}</span>{row.lastOutcome ? <span className={row.failures > 0 ? 'second-line fault' : 'second-line'}>{row.lastOutcome}</span> : null}</> },
  { id: 'read', header: 'Last read', value: (row) => row.lastReadAt, show: (row) => <>{row.lastReadAt ? <span title={clockText(row.lastReadAt)}>{agoText(row.lastReadAt)}</span> : <span className="muted">never</span>}<span className="second-line">{everyText(row.everyMinutes)}{row.state === 'gone' ? '' : ` · next ${untilText(row.nextAt)}`}</span></> },
  { id: 'kept', header: 'Kept', value: (row) => row.kept, show: (row) => countText(row.kept), number: true },
];

function Unfollow({ name }: { name: string }) {
  const unfollow = useUnfollow();
  return <TypedConfirm name={name} verb="Remove" confirm="Remove it" consequence="What was kept of it stays." of={unfollow} onConfirm={() => unfollow.mutate(name)} />;
}

function Follow() {
  const follow = useFollow();
  const [service, setService] = useState<FollowService>('feed');
  const submit = (form: HTMLFormElement): void => {
    const text = (name: string): string => String(new FormData(form).get(name) ?? '').trim();
    const server = text('server');
    follow.mutate({ name: text('name'), service, what: text('what'), everyMinutes: Number(text('every')), ...(server ? { server } : {}) }, { onSuccess: () => form.reset() });
  };
  return (
    <form className="live-form" aria-label="Follow" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
      <TextInput name="name" label="Name" placeholder="trade-news" required pattern="[a-z0-9][a-z0-9_.\-]{0,40}" />
      <label className="plain-field">What it is<select value={service} onChange={(event) => setService(event.currentTarget.value as FollowService)}>{Object.keys(followServices).map((one) => <option key={one} value={one}>{kindText(one)}</option>)}</select></label>
      <TextInput name="what" label={followServices[service].replace(/^./, (letter) => letter.toUpperCase())} required />
      {service === 'feed' ? null : <TextInput name="server" type="url" label="Server, where it is not the usual one" placeholder="https://mastodon.example" />}
      <TextInput name="every" label="Read every (minutes)" inputMode="numeric" pattern="[0-9]{1,4}" defaultValue="15" description={`${leastMinutes} at least`} />
      <div className="button-row"><Button type="submit" loading={follow.isPending}>Follow it</Button><span role="status" className="muted">{follow.isSuccess ? 'It is read from now on.' : ''}</span></div>
      <ProblemLine problem={follow.error} />
    </form>
  );
}

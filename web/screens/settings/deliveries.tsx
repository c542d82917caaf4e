import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WebhookDelivery } from '../../../src/model/index.ts';
import { useDeliveries, useReplayWebhook } from '../../data/house-questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { clockText, countText, many, untilText } from '../../ui/words.ts';

const tones: Readonly<Record<WebhookDelivery['state'], string>> = { waiting: 'caution', delivered: 'won', given_up: 'lost' };
const words: Readonly<Record<WebhookDelivery['state'], string>> = { waiting: 'waiting', delivered: 'delivered', given_up: 'given up' };

/** What was sent to one endpoint, with every attempt; each can be sent again under its id, and so can all of a time. */
export function Deliveries({ id, url }: { id: string; url: string }) {
  const asked = useDeliveries(id);
  const replay = useReplayWebhook();
  const columns: Array<Column<WebhookDelivery>> = [
    { id: 'event', header: 'Message', value: (row) => row.event, show: (row) => <>{row.event}<span className="second-line">{row.messageId}</span></>, card: 'title' },
    { id: 'at', header: 'Happened', value: (row) => row.createdAt, show: (row) => clockText(row.createdAt) },
    { id: 'state', header: 'State', value: (row) => words[row.state], show: (row) => <><span className={`tag ${tones[row.state]}`}>{words[row.state]}</span>{row.state === 'waiting' && row.nextAt ? <span className="second-line">next try {untilText(row.nextAt)}</span> : null}</> },
    { id: 'attempts', header: 'Attempts', value: (row) => row.attempts.length, show: (row) => <Attempts delivery={row} /> },
    { id: 'again', header: 'Send again', value: () => null, show: (row) => <button type="button" className="link-button" onClick={() => replay.mutate({ id, messageId: row.messageId })} aria-label={`Send again: ${row.messageId}`}>Send again</button> },
  ];
  return (
    <>
      <Answer of={asked} lines={3}>{(rows) => <RowTable label={`Deliveries to ${url}`} rows={rows} columns={columns} keyOf={(row) => row.messageId} csvName="deliveries" empty={<p className="muted">Nothing was sent yet.</p>} />}</Answer>
      <ReplayTime id={id} replay={replay} />
    </>
  );
}

const Attempts = ({ delivery: { attempts } }: { delivery: WebhookDelivery }) => {
  const last = attempts.at(-1);
  if (!last) return <span className="muted">none yet</span>;
  return <>{last.answer}, {countText(last.durationMs)} ms{attempts.length > 1 ? <details><summary className="small">{many(attempts.length, 'attempt')}</summary><ul className="plain-list">{attempts.map(({ at, answer, durationMs }) => <li key={at}>{clockText(at)}: {answer}, {countText(durationMs)} ms</li>)}</ul></details> : null}</>;
};

function ReplayTime({ id, replay }: { id: string; replay: ReturnType<typeof useReplayWebhook> }) {
  const [since, setSince] = useState('');
  return (
    <form className="filters" onSubmit={(event) => { event.preventDefault(); replay.mutate({ id, since: `${since}T00:00:00.000Z` }); }}>
      <TextInput type="date" label="Send again everything since" value={since} onChange={(event) => setSince(event.currentTarget.value)} />
      <Button type="submit" disabled={!since} loading={replay.isPending}>Send again</Button>
      <span role="status" className="muted">{replay.data ? `${many(replay.data.waiting, 'message')} wait${replay.data.waiting === 1 ? 's' : ''} to be sent.` : ''}</span>
      <ProblemLine problem={replay.error} />
    </form>
  );
}

import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { QuarantinedEvent, ReplayAnswer } from '../../../../src/model/index.ts';
import { quarantineCodes } from '../../../../src/model/collect/fate-words.ts';
import { useQuarantine, useReplay } from '../../../data/event-questions.ts';
import { useMe, useRights } from '../../../data/questions.ts';
import { useAddress, useChangeAddress } from '../../../data/url-state.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { PlaceLink } from '../../../ui/place-link.tsx';
import { ScreenHead } from '../../../ui/section.tsx';
import { clockText, countText, many } from '../../../ui/words.ts';
import { fateWords } from './event-words.ts';
import { Choice, OutOfReach } from './events-screen.tsx';
import { valueAt } from './value-at.ts';

const mostShown = 100;

/** Events that were put aside: what is wrong and where, to be repaired and sent through the steps again. */
export function QuarantineScreen() {
  const me = useMe();
  const { writesConsent: mayReplay } = useRights();
  const { code } = useAddress();
  const change = useChangeAddress();
  const waiting = useQuarantine({ last: mostShown, code }, mayReplay);
  // Here, because a row that was replayed leaves the list with all that is said in it.
  const replay = useReplay();
  if (!mayReplay) return <Answer of={me}>{() => <OutOfReach title="Quarantine" />}</Answer>;
  return (
    <>
      <ScreenHead title="Quarantine" sentence="Events that could not be read as they were sent. Nothing here is lost." />
      <div className="filters"><Choice label="What is wrong" value={code} options={Object.entries(quarantineCodes)} onChange={(next) => change({ code: next })} /></div>
      <Outcome replay={replay} />
      <Answer of={waiting} lines={10}>{(rows) => <Waiting rows={rows} code={code} replay={replay} />}</Answer>
    </>
  );
}

type Replay = ReturnType<typeof useReplay>;

function Waiting({ rows, code, replay }: { rows: readonly QuarantinedEvent[]; code: string | undefined; replay: Replay }) {
  if (rows.length === 0) return <p>Nothing waits{code ? ' with this code' : ''}. <PlaceLink to="/data/events">See all events</PlaceLink>.</p>;
  const all = rows.length === mostShown ? 'all' : countText(rows.length);
  return (
    <>
      {code ? <div className="button-row spaced"><Button loading={replay.isPending} onClick={() => replay.mutate({ code })}>Replay {all} with this code</Button></div> : null}
      <p className="muted small">{rows.length === mostShown ? `The last ${mostShown} are shown.` : `${many(rows.length, 'event')} wait${rows.length === 1 ? 's' : ''}.`}</p>
      <ul className="ruled">{rows.map((row) => <li key={row.id}><Repair row={row} replay={replay} /></li>)}</ul>
    </>
  );
}

/** What came from a `digitalData` is shown in part: sent repaired from here, the other part would be lost. */
const cutNames = /"(ceddl|digitalData)"/;

function Repair({ row, replay }: { row: QuarantinedEvent; replay: Replay }) {
  const [text, setText] = useState(row.payload);
  const changed = text !== row.payload;
  const isCut = cutNames.test(row.payload);
  const found = valueAt(row.payload, row.path);
  return (
    <article aria-label={`${row.why} ${row.source}`}>
      <p><strong>{row.why}</strong></p>
      <p className="muted small">{row.source} · {clockText(row.receivedAt)} · {many(row.attempts, 'attempt')} · {row.schemaVersion}</p>
      <p>At <code className="tag lost">{row.path || 'the whole event'}</code>{found === undefined || !row.path ? null : <>: <code>{found}</code></>}</p>
      <details className="sql-box"><summary>What was sent</summary>
        <Textarea label="Event (JSON)" value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={3} maxRows={20} spellCheck={false} readOnly={isCut} />
        {isCut ? <p className="muted small">Rules of access leave parts of it out here, so it is repaired at its sender. A replay as it is takes it whole.</p> : null}
      </details>
      <div className="button-row after-chart">
        <Button loading={replay.isPending} disabled={changed} onClick={() => replay.mutate({ id: row.id })} aria-label={`Replay as it is: ${row.why}`}>Replay as it is</Button>
        <Button loading={replay.isPending} disabled={!changed} onClick={() => replay.mutate({ id: row.id, payload: text })} aria-label={`Send repaired: ${row.why}`}>Send repaired</Button>
        {changed ? <button type="button" className="link-button" onClick={() => setText(row.payload)}>Undo changes</button> : null}
      </div>
    </article>
  );
}

const Outcome = ({ replay }: { replay: Replay }) => (
  <>
    <p role="status">{replay.data ? outcomeText(replay.data) : ''}</p>
    {replay.error ? <p className="lost-text" role="alert">{replay.error.message} {replay.error.todo ?? ''}</p> : null}
  </>
);

function outcomeText(answer: ReplayAnswer): string {
  const parts = (['accepted', 'dropped', 'duplicate', 'quarantined'] as const).filter((fate) => answer[fate] > 0).map((fate) => `${countText(answer[fate])} ${fate === 'quarantined' ? 'still ' : ''}${fateWords[fate]}`);
  return `${many(answer.replayed, 'event')} replayed${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
}

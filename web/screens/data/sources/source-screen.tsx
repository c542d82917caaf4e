import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { SourceHealth } from '../../../../src/model/index.ts';
import { kinds as recordKinds } from '../../../../src/model/kinds.ts';
import { useMe, useRights } from '../../../data/questions.ts';
import { useCancelRun, useRemoveSource, useRunSource, useSourceHealth } from '../../../data/source-questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { PlaceLink } from '../../../ui/place-link.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { LockedPanel } from '../../../ui/refusal-panel.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { ObjectHead, ScreenHead, Section } from '../../../ui/section.tsx';
import { TypedConfirm } from '../../../ui/typed-confirm.tsx';
import { agoText, clockText, untilText } from '../../../ui/words.ts';
import { ChangeLiveSource } from './change-live-source.tsx';
import { SourceRuns } from './source-runs.tsx';
import { kindText, scheduleText } from './source-words.ts';
import { useWhile } from './use-while.ts';
import { StateCell } from './ways-table.tsx';

/** One live source: how it does and what to do, its runs, what its streams became, its settings without secrets. */
export function SourceScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const me = useMe();
  const { writesConsent: mayRun } = useRights();
  const asked = useSourceHealth(mayRun);
  const source = asked.data?.find((one) => one.source.name === id);
  useWhile(source?.state === 'running' || source?.lastRun?.state === 'running', asked.refetch);
  if (!mayRun) return <Answer of={me}>{() => <><ScreenHead title={id} /><LockedPanel><p><strong>Not within your reach.</strong> Live sources are for members who see all deals. An admin can widen your reach under Settings.</p></LockedPanel></>}</Answer>;
  return <Answer of={asked} lines={10}>{() => (source ? <Source health={source} /> : <><ScreenHead title={id} /><p>There is no live source “{id}”. <PlaceLink to="/data">All sources</PlaceLink></p></>)}</Answer>;
}

function Source({ health }: { health: SourceHealth }) {
  const { source } = health;
  const facts = [
    `read ${scheduleText(source) ?? 'when asked'}`, health.lastSuccessAt ? `last read to its end ${agoText(health.lastSuccessAt)}` : 'never read to its end',
    health.nextTryAt ? `next try ${untilText(health.nextTryAt)}` : null, health.errorsInARow > 0 ? `${health.errorsInARow} failures in a row` : null,
  ];
  return (
    <>
      <ObjectHead kind={`${kindText(source.kind)} · live source`} name={source.name} facts={facts} />
      <div className="source-state"><StateCell way={{ state: health.state === 'never read' ? 'waiting' : health.state, error: health.error, todo: health.todo }} /></div>
      <Actions health={health} />
      <SourceRuns name={source.name} running={health.state === 'running'} />
      <Section title="Streams"><RowTable label="Streams" rows={health.streams} columns={streamColumns} keyOf={(row) => row.stream} empty={<p className="muted">None yet: what a stream is, is decided at its first records.</p>} /></Section>
      <Settings health={health} />
      <Removal name={source.name} />
    </>
  );
}

function Actions({ health: { source, state } }: { health: SourceHealth }) {
  const [run, cancel] = [useRunSource(), useCancelRun()];
  const isRunning = state === 'running';
  return (
    <>
      <div className="button-row spaced">
        {isRunning
          ? <Button loading={cancel.isPending} onClick={() => cancel.mutate(source.name)}>Cancel this run</Button>
          : <><Button variant="filled" loading={run.isPending} onClick={() => run.mutate({ name: source.name, full: false })}>Run now</Button><Button onClick={() => run.mutate({ name: source.name, full: true })} title="Forgets where it was left and how it was understood. Nothing doubles.">Read everything again</Button></>}
        <span className="muted" role="status">{cancel.isSuccess && isRunning ? 'Asked to stop.' : run.isSuccess && !isRunning ? 'It is read within a few seconds.' : ''}</span>
      </div>
      <ProblemLine problem={run.error ?? cancel.error} />
    </>
  );
}

type Stream = SourceHealth['streams'][number];
const kindOf = (kind: string | null): string => (kind === null ? 'not taken' : (recordKinds as Record<string, { plural: string }>)[kind]?.plural ?? kind);
const streamColumns: Array<Column<Stream>> = [
  { id: 'stream', header: 'Stream', value: (row) => row.stream, card: 'title' },
  { id: 'kind', header: 'Becomes', value: (row) => kindOf(row.kind) },
  { id: 'cursor', header: 'Left at', value: (row) => row.cursorAt, show: (row) => (row.cursorAt ? clockText(row.cursorAt) : <span className="muted">read whole each time</span>) },
];

function Removal({ name }: { name: string }) {
  const { isAdmin } = useRights();
  const remove = useRemoveSource();
  if (!isAdmin) return null;
  return <Section title="Remove this source"><TypedConfirm name={name} verb="Remove" confirm="Remove for good" consequence="Its secrets, cursors and mappings are forgotten. Its records stay; each of its imports can be undone." of={remove} onConfirm={() => remove.mutate(name)} /></Section>;
}

function Settings({ health: { source } }: { health: SourceHealth }) {
  const { isAdmin } = useRights();
  const rows = [...Object.entries(source.settings), ...source.secrets.map((name) => [name, 'set, and never shown'] as const)];
  return (
    <Section title="Settings" aside={`made ${clockText(source.createdAt)}`}>
      {rows.length === 0 ? <p className="muted">It has none.</p> : <dl className="facts">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd><code>{value}</code></dd></div>)}</dl>}
      {isAdmin ? <ChangeLiveSource source={source} /> : null}
    </Section>
  );
}

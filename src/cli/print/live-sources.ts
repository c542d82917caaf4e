import type { SourceHealth, SourcePreview, SourceRun, Subscription } from '../../model/index.ts';
import { scheduleWords } from '../live-input.ts';
import { exitCodes } from '../exit-codes.ts';

export const sourceRunExit = ({ state, rejected }: SourceRun): number =>
  (state === 'failed' ? exitCodes.failed : state === 'cancelled' ? exitCodes.interrupted : rejected > 0 ? exitCodes.partlyFailed : exitCodes.ok);

const number = (value: number): string => value.toLocaleString('en-US');

export function sourceRunLines(run: SourceRun): string[] {
  return [
    `Source "${run.source}": ${run.state}. ${number(run.records)} records read, ${number(run.taken)} new or changed, ${number(run.rejected)} not taken.`,
    ...run.imports.map((id) => `  import ${id} (look at it with "hindcast imports show", take it back with "hindcast imports undo")`),
    ...(run.error === null ? [] : [`  ${run.error}`, ...(run.todo === null ? [] : [`  ${run.todo}`])]),
    ...run.notes.map((note) => `  note: ${note}`),
  ];
}

export function sourcePreviewLines({ source, streams, problems, notes }: SourcePreview): string[] {
  const records = streams.reduce((sum, stream) => sum + stream.records, 0);
  return [
    `A run of "${source}" would bring ${number(records)} records now. Nothing was stored.`,
    ...streams.map((stream) => `  ${stream.stream}: ${number(stream.records)}${stream.kind === null ? '' : ` of kind ${stream.kind}`}`),
    ...(problems > 0 ? [`  not readable: ${number(problems)}`] : []),
    ...notes.map((note) => `  note: ${note}`),
  ];
}

export function sourceHealthLines(health: readonly SourceHealth[]): string[] {
  if (health.length === 0) return ['No live source yet. See "hindcast source create --help".'];
  return health.flatMap(linesOf);
}

export const subscriptionLines = ({ source, state, since, messages, lastMessageAt, errorsInARow, nextTryAt, error, todo }: Subscription): string[] => [
  `${source} (mqtt): ${state} since ${minute(since)}; ${number(messages)} messages since then or the last start of the server${lastMessageAt === null ? '' : `, the last ${minute(lastMessageAt)}`}${nextTryAt === null ? '' : `; next try ${minute(nextTryAt)}`}`,
  ...(error === null ? [] : [`  ${errorsInARow} errors in a row: ${error}`, ...(todo === null ? [] : [`  ${todo}`])]),
];

function linesOf(one: SourceHealth): string[] {
  const { source } = one;
  const success = one.lastSuccessAt === null ? 'never read to its end' : `last success ${minute(one.lastSuccessAt)} (${one.lagMinutes} minutes ago), ${number(one.lastRecords ?? 0)} records`;
  return [
    `${source.name} (${source.kind}, ${scheduleWords(source)}): ${one.state}; ${success}${one.nextTryAt === null ? '' : `; next try ${minute(one.nextTryAt)}`}`,
    ...(source.secretsLost ? [`  its secrets were sealed on another machine: hindcast source secret ${source.name} --secret NAME`] : []),
    ...one.streams.map(({ stream, kind }) => `  ${stream}: ${kind ?? 'not taken'}`),
    ...(one.error === null ? [] : [`  ${one.errorsInARow} errors in a row: ${one.error}`, ...(one.todo === null ? [] : [`  ${one.todo}`])]),
    ...(one.state === 'failing' || one.state === 'late' ? (one.lastRun?.notes ?? []).map((note) => `  it said: ${note}`) : []),
  ];
}

const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

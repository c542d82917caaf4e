import { z } from 'zod';
import { Failure } from '../../../model/index.ts';
import { commandSchema, jsonTextSchema, privateFile } from '../command/command-words.ts';
import { startCommand } from '../command/run-command.ts';
import { isObject } from '../message-lines.ts';
import { wholeSource, type SourceContext, type SourceKind, type SourceMessage } from '../source-kind.ts';
import { splitLines } from '../split-lines.ts';
import { readAirbyte, streamsIn } from './read-airbyte.ts';

const settings = z.strictObject({
  /** The source and words of its own; `read`, `--config`, `--catalog` and `--state` are added. */
  command: commandSchema.optional(),
  /** A configured catalog; without one all streams are read, incrementally where the source can. */
  catalog: jsonTextSchema.optional(),
});
type Settings = z.output<typeof settings>;

/** Airbyte sources: messages piped in, or a source that is started with its configuration in a file that only this user can read. */
export const airbyte: SourceKind<Settings> = { kind: 'airbyte', settings, secrets: ['config'], read };

async function* read({ command, catalog }: Settings, context: SourceContext): AsyncIterable<SourceMessage> {
  if (context.input) { yield* readAirbyte(context.input, []); return; }
  if (!command) throw new Failure('bad_request', 'This source has no command: it is fed with "hindcast load --airbyte".', 'Give it one: --setting command=\'["source-name"]\'.');
  const config = ['--config', await privateFile(context.folder, 'config.json', context.secrets['config'] ?? '{}')];
  const chosen: unknown = catalog === undefined ? await everyStream([...command, 'discover', ...config], context) : JSON.parse(catalog);
  const state = stateFor(context.cursors);
  const source = startCommand([
    ...command, 'read', ...config, '--catalog', await privateFile(context.folder, 'catalog.json', JSON.stringify(chosen)),
    ...(state === null ? [] : ['--state', await privateFile(context.folder, 'state.json', JSON.stringify(state))]),
  ], context);
  try {
    yield* readAirbyte(source.output, streamsIn(chosen));
  } finally {
    for (const text of source.said()) yield { type: 'note', text };
  }
}

/** A list of states, as the protocol has it; the older kind is what it holds. */
function stateFor(cursors: SourceContext['cursors']): unknown {
  const whole = cursors.get(wholeSource);
  if (isObject(whole) && (whole['type'] === 'LEGACY' || whole['type'] === undefined)) return whole['data'] ?? null;
  const states = [...cursors.values()];
  return states.length === 0 ? null : states;
}

/** What the source finds, configured: incremental where it can, each record standing for its key. */
async function everyStream(words: readonly string[], context: SourceContext): Promise<unknown> {
  const discovering = startCommand(words, context);
  let found: unknown;
  for await (const block of splitLines(discovering.output)) {
    for (const line of 'lines' in block ? block.lines : []) found = catalogIn(line) ?? found;
  }
  if (!isObject(found) || !Array.isArray(found['streams'])) throw new Failure('unreadable_file', 'The source tells no catalog.', 'Run it by hand with "discover", or give one: --setting catalog=\'{"streams": […]}\'.');
  return { streams: found['streams'].filter(isObject).map(configured) };
}

function catalogIn(line: string): unknown {
  try {
    const message: unknown = JSON.parse(line);
    return isObject(message) && message['type'] === 'CATALOG' ? message['catalog'] : undefined;
  } catch {
    // Some sources write words for people between their messages.
    return undefined;
  }
}

function configured(stream: Readonly<Record<string, unknown>>): object {
  const modes = Array.isArray(stream['supported_sync_modes']) ? stream['supported_sync_modes'] : [];
  return {
    stream, sync_mode: modes.includes('incremental') ? 'incremental' : 'full_refresh', destination_sync_mode: 'append_dedup',
    primary_key: stream['source_defined_primary_key'] ?? [], cursor_field: stream['default_cursor_field'] ?? [],
  };
}

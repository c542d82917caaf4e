import { z } from 'zod';
import { Failure } from '../../../model/index.ts';
import { commandSchema, jsonTextSchema, privateFile } from '../command/command-words.ts';
import { startCommand } from '../command/run-command.ts';
import { wholeSource, type SourceContext, type SourceKind, type SourceMessage } from '../source-kind.ts';
import { readSinger } from './read-singer.ts';

const settings = z.strictObject({
  /** The tap and words of its own; `--config`, `--catalog` and `--state` are added. */
  command: commandSchema.optional(),
  /** The catalog that says which streams the tap reads. */
  catalog: jsonTextSchema.optional(),
});
type Settings = z.output<typeof settings>;

/** Singer taps: messages piped in, or a tap that is started with its configuration in a file that only this user can read. */
export const singer: SourceKind<Settings> = { kind: 'singer', settings, secrets: ['config'], read };

async function* read({ command, catalog }: Settings, context: SourceContext): AsyncIterable<SourceMessage> {
  if (context.input) { yield* readSinger(context.input); return; }
  if (!command) throw new Failure('bad_request', 'This source has no command: it is fed with "hindcast load --singer".', 'Give it one: --setting command=\'["tap-name"]\'.');
  const tap = startCommand([...command, ...await filesFor(catalog, context)], context);
  try {
    yield* readSinger(tap.output);
  } finally {
    for (const text of tap.said()) yield { type: 'note', text };
  }
}

async function filesFor(catalog: string | undefined, { folder, secrets, cursors }: SourceContext): Promise<string[]> {
  const state = cursors.get(wholeSource);
  return [
    ...(secrets['config'] === undefined ? [] : ['--config', await privateFile(folder, 'config.json', secrets['config'])]),
    ...(catalog === undefined ? [] : ['--catalog', await privateFile(folder, 'catalog.json', catalog)]),
    ...(state === undefined || state === null ? [] : ['--state', await privateFile(folder, 'state.json', JSON.stringify(state))]),
  ];
}

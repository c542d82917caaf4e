import { createReadStream } from 'node:fs';
import { Failure, systemPrincipal, type SourceLoad } from '../../model/index.ts';
import { textOf, type Command, type CommandContext, type Options } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { ceddlLoadLines } from '../print/ceddl-load.ts';
import { sourceRunExit, sourceRunLines } from '../print/live-sources.ts';

export const command: Command = {
  name: 'load', summary: 'takes in the messages of a Singer tap or an Airbyte source, or digitalData objects of a site, from a file or from standard input',
  arguments: [['[file]', 'the messages or objects, one a line; "-" or nothing reads standard input']],
  options: [['--singer', 'Singer messages'], ['--airbyte', 'Airbyte messages'], ['--ceddl', 'digitalData objects (CEDDL 1.0), each alone or as POST /v1/ceddl takes it'], ['--source <name>', 'name of the source; the format otherwise']],
  run: async (context, [file], options) => {
    const format = formatIn(options);
    const input = inputOf(typeof file === 'string' ? file : '-', context);
    if (format === 'ceddl') return loadCeddl(context, { source: textOf(options, 'source') ?? format, input });
    const run = await (await context.workspace('main')).live.load({ format, source: textOf(options, 'source') ?? format, input, signal: context.signal, progress: context.progress }, systemPrincipal);
    context.answer(run, () => sourceRunLines(run));
    return sourceRunExit(run);
  },
};

async function loadCeddl(context: CommandContext, load: { readonly source: string; readonly input: AsyncIterable<Uint8Array> }): Promise<number> {
  const loaded = await (await context.workspace('main')).events.loadCeddl({ ...load, signal: context.signal }, systemPrincipal);
  context.answer(loaded, () => ceddlLoadLines(loaded));
  return loaded.refused + loaded.quarantined > 0 ? exitCodes.partlyFailed : exitCodes.ok;
}

function formatIn(options: Options): SourceLoad['format'] | 'ceddl' {
  const given = (['singer', 'airbyte', 'ceddl'] as const).filter((name) => options[name] === true);
  const [format] = given;
  if (format === undefined || given.length > 1) throw new Failure('bad_request', 'Say which messages these are.', 'Give one of --singer, --airbyte and --ceddl.');
  return format;
}

function inputOf(file: string, { parts }: CommandContext): AsyncIterable<Uint8Array> {
  if (file !== '-') return readable(file);
  if (!parts.stdin) throw new Failure('bad_request', 'Nothing is piped in.', 'Pipe a tap into this command, or name a file.');
  return parts.stdin;
}

async function* readable(file: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: 1_048_576 });
  } catch (error) {
    throw new Failure('not_found', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`, 'Check the path.');
  }
}

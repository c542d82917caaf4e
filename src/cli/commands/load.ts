import { createReadStream } from 'node:fs';
import { Failure, systemPrincipal, type SourceLoad } from '../../model/index.ts';
import { textOf, type Command, type CommandContext, type Options } from '../command.ts';
import { sourceRunExit, sourceRunLines } from '../print/live-sources.ts';

export const command: Command = {
  name: 'load', summary: 'takes in the messages of a Singer tap or an Airbyte source, from a file or from standard input',
  arguments: [['[file]', 'the messages, one a line; "-" or nothing reads standard input']],
  options: [['--singer', 'Singer messages'], ['--airbyte', 'Airbyte messages'], ['--source <name>', 'name of the source; the format otherwise']],
  run: async (context, [file], options) => {
    const format = formatIn(options);
    const input = inputOf(typeof file === 'string' ? file : '-', context);
    const run = await (await context.workspace('main')).live.load({ format, source: textOf(options, 'source') ?? format, input, signal: context.signal, progress: context.progress }, systemPrincipal);
    context.answer(run, () => sourceRunLines(run));
    return sourceRunExit(run);
  },
};

function formatIn(options: Options): SourceLoad['format'] {
  const given = (['singer', 'airbyte'] as const).filter((name) => options[name] === true);
  const [format] = given;
  if (format === undefined || given.length > 1) throw new Failure('bad_request', 'Say which messages these are.', 'Give either --singer or --airbyte.');
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

import { readFileSync } from 'node:fs';
import { Failure, profileFormatSchema, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { sourceRunExit, sourceRunLines } from '../print/live-sources.ts';

export const command: Command = {
  name: 'person import', summary: 'profiles of another system as contacts and accounts of a source, with what they say of consent; says what was taken',
  arguments: [['<file>', 'one profile, a list, or one a line; "-" reads standard input']],
  options: [['--format <format>', 'ceddl, oasis, segment or json', 'ceddl'], ['--source <name>', 'name of the source', 'profiles']],
  run: async (context, [file], options) => {
    const format = profileFormatSchema.safeParse(textOf(options, 'format'));
    if (!format.success) throw new Failure('bad_request', 'There is no such format.', 'Say ceddl, oasis, segment or json.');
    const done = await (await context.workspace('main')).importProfiles({ source: textOf(options, 'source') ?? 'profiles', format: format.data, text: textIn(String(file)) }, systemPrincipal);
    const { profiles, refused, firstRefused, consents, consentsPassedOver, run } = done;
    context.answer(done, () => [
      `${profiles} profiles read, ${refused} not; ${consents} words on consent written, ${consentsPassedOver} passed over.`,
      ...firstRefused.map(({ line, why }) => `  line ${line}: ${why}`), ...(run === null ? [] : sourceRunLines(run)),
    ]);
    return refused > 0 ? exitCodes.partlyFailed : run === null ? exitCodes.ok : sourceRunExit(run);
  },
};

function textIn(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Failure('not_found', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`, 'Check the path.');
  }
}

import { systemPrincipal, type ListenedKind } from '../model/index.ts';
import { textOf, type Command } from './command.ts';
import { namesLines } from './print/listening.ts';

/** A command that adds a brand or rival; its options are the same for both. */
export const listenForName = (kind: ListenedKind, name: string, summary: string): Command => ({
  name, summary, arguments: [['<name>', 'as it is written; the legal form may stay']],
  options: [
    ['--domains <domains>', 'its domains, with commas'], ['--also <names>', 'other names that mean the same, with commas'], ['--handles <handles>', 'its public handles, with commas'],
    ['--context <words>', 'words that stand near a short name when it is meant, with commas'], ['--drop', 'listens for it no longer'],
  ],
  run: async (context, [given], options) => {
    const { listening } = await context.workspace();
    const list = (option: string): string[] => textOf(options, option)?.split(',').map((one) => one.trim()).filter((one) => one !== '') ?? [];
    const names = options['drop'] === true
      ? await listening.dropName(kind, String(given), systemPrincipal)
      : await listening.setName(kind, { name: String(given), domains: list('domains'), otherNames: list('also'), handles: list('handles'), context: list('context') }, systemPrincipal);
    context.answer(names, () => namesLines(names));
  },
});

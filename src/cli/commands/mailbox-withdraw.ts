import { systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { mailboxLine } from '../print/mailboxes.ts';

export const command: Command = {
  name: 'mailbox withdraw', summary: 'writes down that the owner of a mail box or calendar takes consent back: nothing more is read',
  arguments: [['<owner>', 'mail address of the owner']],
  options: [['--wording <wording>', 'what the owner said'], ['--source <source>', 'where the word came from', 'the command line']],
  run: async (context, [owner], options) => {
    const word = await (await context.workspace('main')).live.sayMailbox({ owner: String(owner), statement: 'withdrawn', wording: textOf(options, 'wording') ?? null, source: textOf(options, 'source') ?? 'the command line' }, systemPrincipal);
    context.answer(word, () => [mailboxLine(word), 'What was taken before stays until its imports are undone or its people forgotten.']);
  },
};

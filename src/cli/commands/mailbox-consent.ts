import { Failure, mailboxWordInputSchema, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { mailboxLine } from '../print/mailboxes.ts';

export const command: Command = {
  name: 'mailbox consent', summary: 'writes down that the owner of a mail box or calendar agrees to its reading; without it no source reads there',
  arguments: [['<owner>', 'mail address of the owner']],
  options: [['--wording <wording>', 'what the owner was shown or said'], ['--source <source>', 'where the word came from, such as a signed form'], ['--subjects', 'subjects may be kept too']],
  run: async (context, [owner], options) => {
    const input = mailboxWordInputSchema.safeParse({ owner, statement: 'given', wording: textOf(options, 'wording'), source: textOf(options, 'source'), subjects: options['subjects'] === true });
    if (!input.success) throw new Failure('bad_request', input.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '), 'hindcast mailbox consent --help');
    const word = await (await context.workspace('main')).live.sayMailbox(input.data, systemPrincipal);
    context.answer(word, () => [mailboxLine(word)]);
  },
};

import { textOf, type Command } from '../command.ts';
import { touchLines } from '../print/touches.ts';

export const command: Command = {
  name: 'touches', summary: 'contacts that events amount to, by the declared rule, the newest first',
  options: [
    ['--last <n>', 'how many, 1000 at most', '50'], ['--account <id>', 'of one account'], ['--person <id>', 'of one person: user:ID, anonymous:ID or the id of a contact'],
    ['--kind <kind>', 'visit, form, trial, download, usage, mail_answer, attendance, ad or conversation'], ['--as-of <date>', 'date of knowledge'],
  ],
  run: async (context, _words, options) => {
    const filter = Object.fromEntries(['last', 'account', 'person', 'kind', 'asOf'].flatMap((name) => (textOf(options, name) === undefined ? [] : [[name, textOf(options, name)]])));
    const touches = await (await context.workspace()).touches.list(filter);
    context.answer(touches, () => touchLines(touches));
  },
};

import { textOf, type Command } from '../command.ts';
import { changeLines } from '../print/identity.ts';

export const command: Command = {
  name: 'resolve changes', summary: 'merges and splits of people and companies, and visitors of websites taken for people, newest first',
  options: [['--person <id>', 'only those of one person (id of a record), account (account:SOURCE:ID) or visitor (user:ID, anonymous:ID)'], ['--limit <n>', 'rows at most, 200 at most', '50']],
  run: async (context, _words, options) => {
    const person = textOf(options, 'person');
    const answer = await (await context.workspace()).identity.changes({ limit: Math.min(200, Number(textOf(options, 'limit') ?? 50) || 50), ...(person === undefined ? {} : { person }) });
    context.answer(answer, () => changeLines(answer));
  },
};

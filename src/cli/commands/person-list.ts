import { textOf, type Command } from '../command.ts';
import { peopleLines } from '../print/person.ts';

export const command: Command = {
  name: 'person list', summary: 'people by name, a page at a time; of whoever refuses to be analysed the id alone',
  options: [['--search <text>', 'part of a name, an address or an id'], ['--refusing', 'only those who refuse to be analysed'], ['--limit <n>', 'rows at most, 200 at most', '50']],
  run: async (context, _words, options) => {
    const search = textOf(options, 'search');
    const answer = await (await context.workspace()).people.list({ limit: Number(textOf(options, 'limit') ?? 50) || 50, refusing: options['refusing'] === true, ...(search === undefined ? {} : { search }) });
    context.answer(answer, () => peopleLines(answer));
  },
};

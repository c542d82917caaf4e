import { Failure, eventFilterSchema } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { eventLines } from '../print/events.ts';

export const command: Command = {
  name: 'events', summary: 'what was received last, with what became of it, whose it is and of which accounts',
  options: [
    ['--last <n>', 'how many, 1000 at most', '20'], ['--message <id>', 'one message, with its repetitions'], ['--source <name>', 'of one source'],
    ['--fate <fate>', 'accepted, dropped, quarantined or duplicate'], ['--person <id>', 'of one person: user:ID or anonymous:ID'], ['--name <text>', 'of one name'], ['--touch <id>', 'those that a touch is made of'],
  ],
  run: async (context, _words, options) => {
    const given = Object.fromEntries(['last', 'message', 'source', 'fate', 'person', 'name', 'touch'].flatMap((name) => (textOf(options, name) === undefined ? [] : [[name, textOf(options, name)]])));
    const filter = eventFilterSchema.safeParse(given);
    if (!filter.success) throw new Failure('bad_request', `--${filter.error.issues[0]?.path.join('.') ?? ''}: ${filter.error.issues[0]?.message ?? ''}`, 'See "hindcast events --help".');
    const events = await (await context.workspace()).events.list(given);
    context.answer(events, () => eventLines(events));
  },
};

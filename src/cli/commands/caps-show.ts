import { textOf, type Command } from '../command.ts';
import { capsLines } from '../print/caps.ts';

export const command: Command = {
  name: 'caps show', summary: 'how often people may be contacted, by the level of their dial', options: [['--as-of <date>', 'those in force at the end of a day']],
  run: async (context, _words, options) => {
    const rules = await (await context.workspace()).caps.rules(textOf(options, 'asOf'));
    context.answer(rules, () => capsLines(rules));
  },
};

import { textOf, type Command } from '../command.ts';
import { dialLines } from '../print/caps.ts';

export const command: Command = {
  name: 'dial show', summary: 'how much contact a person wants', arguments: [['<person>', 'id of a contact or an inquiry']], options: [['--as-of <date>', 'at the end of a day']],
  run: async (context, [person], options) => {
    const dial = await (await context.workspace()).caps.dial(String(person), textOf(options, 'asOf'));
    context.answer(dial, () => dialLines(dial));
  },
};

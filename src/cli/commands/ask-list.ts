import { textOf, type Command } from '../command.ts';
import { askLines } from '../print/buyers.ts';

export const command: Command = {
  name: 'ask list', summary: 'who was asked about which deal, and what came back', options: [['--deal <id>', 'of one deal only']],
  run: async (context, _words, options) => {
    const asks = await (await context.workspace()).buyers.asks(textOf(options, 'deal'));
    context.answer(asks, () => askLines(asks));
  },
};

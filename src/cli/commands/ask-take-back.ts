import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'ask take-back', summary: 'end a link; unless it was answered, it counts as never asked', arguments: [['<ask>', 'id of the ask, as listed']],
  run: async (context, [ask]) => {
    const answer = await (await context.workspace()).buyers.takeBack(String(ask), systemPrincipal);
    context.answer(answer, () => [`The link about ${answer.dealId} no longer works.`]);
  },
};

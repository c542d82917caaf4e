import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { runLines } from '../print/identity.ts';
import { runNumber } from '../run-number.ts';

export const command: Command = {
  name: 'resolve approve', summary: 'lets a comparison that was proposed count; each of its merges and splits can be undone', arguments: [['<run>', 'its number in "resolve runs"']],
  run: async (context, [run]) => {
    const answer = await (await context.workspace()).identity.approve(runNumber(run), systemPrincipal);
    context.answer(answer, () => runLines([answer]));
  },
};

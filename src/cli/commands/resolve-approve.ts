import { Failure, systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { runLines } from '../print/identity.ts';

export const command: Command = {
  name: 'resolve approve', summary: 'lets a comparison that was proposed count; each of its merges and splits can be undone', arguments: [['<run>', 'its number in "resolve runs"']],
  run: async (context, [run]) => {
    const id = Number(run);
    if (!Number.isSafeInteger(id) || id < 1) throw new Failure('bad_request', `"${String(run)}" is not the number of a run.`, 'See the numbers: hindcast resolve runs');
    const answer = await (await context.workspace()).identity.approve(id, systemPrincipal);
    context.answer(answer, () => runLines([answer]));
  },
};

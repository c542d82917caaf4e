import { Failure, systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { previewLines } from '../print/identity-threshold.ts';

export const command: Command = {
  name: 'resolve threshold set', summary: 'proposes a run that joins from another weight on, and says who changes; it counts after "resolve approve"',
  arguments: [['<weight>', 'a number, or "auto": as the answers say']],
  run: async (context, [weight]) => {
    const threshold = weight === 'auto' ? null : Number(weight);
    if (Number.isNaN(threshold) || String(weight).trim() === '') throw new Failure('bad_request', `"${String(weight)}" is no weight.`, 'Give a number as "resolve threshold" shows them, or: hindcast resolve threshold set auto');
    const answer = await (await context.workspace()).identity.setThreshold(threshold, systemPrincipal);
    context.answer(answer, () => previewLines(answer));
  },
};

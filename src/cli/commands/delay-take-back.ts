import { Failure, delayInputNameSchema, delayInputNames, systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { delayLines } from '../print/delay.ts';

export const command: Command = {
  name: 'delay take-back', summary: 'what was written down for an input counts no longer; earlier dates keep it',
  arguments: [['<deal>', 'id of the deal'], ['<input>', delayInputNames.join(', ')]],
  run: async (context, [deal, word]) => {
    const input = delayInputNameSchema.safeParse(word);
    if (!input.success) throw new Failure('bad_request', `"${String(word)}" is no input.`, `Name one of: ${delayInputNames.join(', ')}`);
    const answer = await (await context.workspace()).delay.takeBack(String(deal), input.data, systemPrincipal);
    context.answer(answer, () => delayLines(answer));
  },
};

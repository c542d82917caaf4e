import { systemPrincipal } from '../../model/index.ts';
import { blockedValue } from '../blocked-value.ts';
import type { Command } from '../command.ts';
import { blockedLines } from '../print/blocked-values.ts';

export const command: Command = {
  name: 'resolve blocked add', summary: 'puts a value on the list of those that say nothing of who somebody is; the next "resolve run" heeds it',
  arguments: [['<kind>', 'any, name, email, phone or company'], ['<pattern>', '* stands for anything']],
  run: async (context, [kind, pattern]) => {
    const answer = await (await context.workspace()).identity.block(blockedValue(kind, pattern), true, systemPrincipal);
    context.answer(answer, () => blockedLines(answer));
  },
};

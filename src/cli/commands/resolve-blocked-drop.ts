import { systemPrincipal } from '../../model/index.ts';
import { blockedValue } from '../blocked-value.ts';
import type { Command } from '../command.ts';
import { blockedLines } from '../print/blocked-values.ts';

export const command: Command = {
  name: 'resolve blocked drop', summary: 'takes a value off the list of those that say nothing; the next "resolve run" heeds it',
  arguments: [['<kind>', 'any, name, email, phone or company'], ['<pattern>', '* stands for anything']],
  run: async (context, [kind, pattern]) => {
    const answer = await (await context.workspace()).identity.block(blockedValue(kind, pattern), false, systemPrincipal);
    context.answer(answer, () => blockedLines(answer));
  },
};

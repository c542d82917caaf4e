import type { Command } from '../command.ts';
import { actionLines } from '../print/actions.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'actions', summary: 'what to do next, by whom, by when, and what is at stake',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).actions(scopeOf(options));
    context.answer(answer, () => actionLines(answer));
  },
};

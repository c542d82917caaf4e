import type { Command } from '../command.ts';
import { touchRuleLines } from '../print/touches.ts';

export const command: Command = {
  name: 'touches rule show', summary: 'the rule by which events become touches, with its version',
  run: async (context) => {
    const rule = await (await context.workspace()).touches.rule();
    context.answer(rule, () => touchRuleLines(rule));
  },
};

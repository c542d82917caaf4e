import { Failure, systemPrincipal, touchRuleSchema } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { touchRuleLines } from '../print/touches.ts';

export const command: Command = {
  name: 'touches rule set', summary: 'changes a part of the rule; all touches are made anew by its next version', arguments: [['<part>', 'such as bounceSeconds'], ['<value>', 'a number, or JSON']],
  run: async (context, [part, value]) => {
    if (!Object.hasOwn(touchRuleSchema.shape, String(part))) throw new Failure('bad_request', `The rule has no "${String(part)}".`, `It has: ${Object.keys(touchRuleSchema.shape).join(', ')}.`);
    const rule = await (await context.workspace()).touches.setRule({ [String(part)]: valueOf(String(value)) }, systemPrincipal);
    context.answer(rule, () => touchRuleLines(rule));
  },
};

/** As JSON, else a list of words. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return text.split(',').map((part) => part.trim()).filter(Boolean);
    throw error;
  }
}

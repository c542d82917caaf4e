import { Failure, contactRulesSchema, systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { capsLines } from '../print/caps.ts';

export const command: Command = {
  name: 'caps set', summary: 'changes a part of the rules of contact, as their next version', arguments: [['<part>', 'usual, timeZone, quiet, normal or eager'], ['<value>', 'a word, or JSON for a level']],
  run: async (context, [part, value]) => {
    if (!Object.hasOwn(contactRulesSchema.shape, String(part))) throw new Failure('bad_request', `The rules have no "${String(part)}".`, `They have: ${Object.keys(contactRulesSchema.shape).join(', ')}.`);
    const rules = await (await context.workspace()).caps.setRules({ [String(part)]: valueOf(String(value)) }, systemPrincipal);
    context.answer(rules, () => capsLines(rules));
  },
};

function valueOf(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Failure('bad_request', `The value is no JSON: ${(error as Error).message}`, 'See "hindcast caps show --json" for its form.');
  }
}

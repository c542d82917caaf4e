import { Failure, delayInputNames, delayInputSchema, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command, type Options } from '../command.ts';
import { delayLines } from '../print/delay.ts';

export const command: Command = {
  name: 'delay set', summary: 'writes down what the buyer gave, with its range and source; the newest of the best source counts',
  arguments: [['<deal>', 'id of the deal'], ['<input>', delayInputNames.join(', ')]],
  options: [
    ['--low <n>', 'the least it can be'], ['--likely <n>', 'what is likely; shares as 0.6 or 60%'], ['--high <n>', 'the most it can be'], ['--currency <code>', 'of money, such as EUR'],
    ['--on <date>', 'the fixed day, for deadline'], ['--words <words>', 'what was said, for priority'],
    ['--source <source>', 'buyer_said, buyer_document, public or our_guess; a guess makes no number'], ['--contact <id>', 'the contact who said it'],
    ['--evidence <where>', 'document and page, mail and day, address'], ['--said-on <date>', 'the day it was said'],
  ],
  run: async (context, [deal, input], options) => {
    const given = delayInputSchema.safeParse({
      input, low: numberOf(options, 'low'), likely: numberOf(options, 'likely'), high: numberOf(options, 'high'), currency: textOf(options, 'currency'), on: textOf(options, 'on'), words: textOf(options, 'words'),
      source: textOf(options, 'source'), contactId: textOf(options, 'contact'), evidence: textOf(options, 'evidence'), saidOn: textOf(options, 'saidOn'),
    });
    if (!given.success) throw new Failure('bad_request', given.error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; '), 'hindcast delay set --help');
    const answer = await (await context.workspace()).delay.set(String(deal), given.data, systemPrincipal);
    context.answer(answer, () => delayLines(answer));
  },
};

/** A number as typed, "60%" as 0.6. Throws `Failure('bad_request')` for what is none. */
function numberOf(options: Options, name: string): number | undefined {
  const text = textOf(options, name);
  if (text === undefined) return undefined;
  const [, digits = '', percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  if (digits === '') throw new Failure('bad_request', `"${text}" is no number.`, 'Write 1200, 0.6 or 60%.');
  return percent ? Number(digits) / 100 : Number(digits);
}

import { readFileSync } from 'node:fs';
import { Failure, systemPrincipal } from '../../model/index.ts';
import { parseRuleList } from '../../resolve/index.ts';
import type { Command } from '../command.ts';
import { outlookLines } from '../print/identity-limits.ts';

export const command: Command = {
  name: 'resolve rules load', summary: 'adds rules from a list; all of them or, where a line is wrong, none',
  arguments: [['<file>', 'CSV with the columns says, kind, value, other_kind, other_value']],
  options: [['--dry-run', 'says who would change, and changes nothing']],
  run: async (context, [file], options) => {
    const rules = parseRuleList(textIn(String(file)));
    const answer = await (await context.workspace()).identity.addRules(rules, options['dryRun'] === true, systemPrincipal);
    context.answer(answer, () => outlookLines(answer));
  },
};

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure('bad_request', `The file cannot be read: ${(error as Error).message}`, 'Give a CSV file.');
  }
}

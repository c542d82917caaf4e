import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { outlookLines } from '../print/identity-limits.ts';

export const command: Command = {
  name: 'resolve rules drop', summary: 'takes a rule back; whom it joined or parted is as evidence, words and other rules say',
  arguments: [['<id>', 'as "resolve rules" shows it']],
  options: [['--dry-run', 'says who would change, and changes nothing']],
  run: async (context, [id], options) => {
    const answer = await (await context.workspace()).identity.takeRuleBack(Number(id), options['dryRun'] === true, systemPrincipal);
    context.answer(answer, () => outlookLines(answer));
  },
};

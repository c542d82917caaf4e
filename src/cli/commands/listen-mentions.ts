import { Failure } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { mentionsLines } from '../print/listening.ts';

export const command: Command = {
  name: 'listen mentions', summary: 'what was said in public, newest first, whom it is about and why, and how it speaks',
  options: [['--account <id>', 'of one account'], ['--rival <name>', 'of one rival'], ['--brand <name>', 'of one brand of your own'], ['--limit <n>', 'how many, up to 500']],
  run: async (context, _words, options) => {
    const chosen = ([['account', 'account'], ['rival', 'rival'], ['own', 'brand']] as const).flatMap(([kind, option]) => { const id = textOf(options, option); return id === undefined ? [] : [{ kind, id }]; });
    if (chosen.length > 1) throw new Failure('bad_request', 'Choose one account, rival or brand.', 'hindcast listen mentions --help');
    const limit = Number(textOf(options, 'limit') ?? 20);
    if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new Failure('bad_request', 'The limit is a whole number from 1 to 500.', 'hindcast listen mentions --limit 50');
    const heard = await (await context.workspace()).listening.mentions({ ...chosen[0], limit });
    context.answer(heard, () => mentionsLines(heard));
  },
};

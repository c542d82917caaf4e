import { Failure, rollUpLevels, type RollUp } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { accountLines } from '../print/accounts.ts';

export const command: Command = {
  name: 'accounts', summary: 'accounts with their deals and money, those with most open money first; added up to parents where that is asked for',
  options: [['--search <text>', 'part of a name'], ['--roll-up <level>', `how far up figures are added: ${rollUpLevels.join(', ')}`, 'none'], ['--limit <n>', 'rows at most, 500 at most', '50']],
  run: async (context, _words, options) => {
    const [search, level] = [textOf(options, 'search'), textOf(options, 'rollUp') ?? 'none'];
    if (!rollUpLevels.some((one) => one === level)) throw new Failure('bad_request', `"${level}" is no level to add up to.`, `Choose ${rollUpLevels.join(', ')}.`);
    const answer = await (await context.workspace()).accounts({ rollUp: level as RollUp, limit: Math.max(1, Math.min(500, Number(textOf(options, 'limit') ?? 50) || 50)), ...(search === undefined ? {} : { search }) });
    context.answer(answer, () => accountLines(answer.rows));
  },
};

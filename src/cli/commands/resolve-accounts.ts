import { textOf, type Command } from '../command.ts';
import { companyLines } from '../print/companies.ts';

export const command: Command = {
  name: 'resolve accounts', summary: 'which records of accounts are of one company by the rules, with the reasons, and what was not joined; changes nothing',
  options: [['--limit <n>', 'rows of each list at most, 200 at most', '50']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).companies.find({ limit: Math.max(1, Math.min(200, Number(textOf(options, 'limit') ?? 50) || 50)) });
    context.answer(answer, () => companyLines(answer));
  },
};

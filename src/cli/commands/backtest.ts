import type { Command } from '../command.ts';
import { backtestLines } from '../print/backtest.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'backtest', summary: 'what would have been said at weeks 1, 4 and 8 of past quarters, and what came',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).backtest(scopeOf(options));
    context.answer(answer, () => backtestLines(answer));
  },
};

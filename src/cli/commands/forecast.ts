import type { Command } from '../command.ts';
import { forecastLines } from '../print/forecast.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'forecast', summary: 'what each quarter will probably bring, as a range, beside simple rules',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).forecast(scopeOf(options));
    context.answer(answer, () => forecastLines(answer));
  },
};

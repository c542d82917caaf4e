import { Failure, systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { termsLines } from '../print/terms.ts';

export const command: Command = {
  name: 'sources retain', summary: 'keeps people\'s records of a source for so many days after anything last happened; older ones go now',
  arguments: [['<source>', 'name of the source, such as salesforce or files'], ['<days>', 'a whole number of days, or "forever"']],
  run: async (context, [source, days]) => {
    const terms = await (await context.workspace()).sources.retain(String(source), daysOf(String(days)), systemPrincipal);
    context.answer(terms, () => termsLines(terms));
  },
};

function daysOf(text: string): number | null {
  if (text === 'forever') return null;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new Failure('bad_request', `"${text}" is no number of days.`, 'Give a whole number, such as 730, or "forever".');
}

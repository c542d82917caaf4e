import { countWords } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'restore', summary: 'brings a backup back into an empty installation', arguments: [['<path>', 'where the backup is']],
  run: async (context, [from]) => {
    const answer = await (await context.application()).restore(String(from), context.progress);
    context.answer(answer, () => [`${countWords(answer.rows, 'row')} in ${countWords(answer.tables, 'table')} restored.`, ...(answer.giveAgain.length === 0 ? [] : ['Sealed on another machine, and to be given again:', ...answer.giveAgain.map((line) => `  ${line}`)])]);
  },
};

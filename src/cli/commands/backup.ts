import { countWords } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'backup', summary: 'writes everything to a folder, to be restored exactly', arguments: [['<path>', 'where to write']],
  run: async (context, [to]) => {
    const answer = await (await context.application()).backup(String(to), context.progress);
    context.answer(answer, () => [`${countWords(answer.tables, 'table')} in ${(answer.bytes / 1e6).toFixed(1)} MB written to ${String(to)}.`]);
  },
};

import path from 'node:path';
import { countWords } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'export', summary: 'writes everything as files that import again', arguments: [['<folder>', 'where to write']],
  run: async (context, [folder]) => {
    const to = path.resolve(String(folder));
    const answer = await (await context.workspace()).exportTo(to, context.progress);
    context.answer(answer, () => [`${countWords(answer.files.length, 'file')} written to ${to}.`]);
  },
};

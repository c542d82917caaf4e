import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { followedLines } from '../print/listening.ts';

export const command: Command = {
  name: 'listen poll', summary: 'reads one that is followed at once', arguments: [['<name>', 'name of the source']],
  run: async (context, [name]) => {
    const followed = await (await context.workspace()).listening.poll(String(name), systemPrincipal);
    context.answer(followed, () => followedLines([followed]));
    return followed.state === 'fine' ? 0 : 1;
  },
};

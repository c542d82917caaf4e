import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'jobs cancel', summary: 'asks long work to stop', arguments: [['<id>', 'id of the job']],
  run: async (context, [id]) => {
    const answer = await (await context.application()).cancelJob(String(id), systemPrincipal);
    context.answer(answer, () => [`Job ${answer.id} is ${answer.state === 'running' ? 'asked to stop' : answer.state}.`]);
  },
};

import type { Command } from '../command.ts';
import { tableLines } from '../print/table.ts';

export const command: Command = {
  name: 'jobs list', summary: 'long work: queued, under way and done',
  run: async (context) => {
    const answer = await (await context.application()).jobs();
    context.answer(answer, () => answer.length === 0 ? ['No work is queued or done.'] : tableLines(answer, [
      { title: 'Id', cell: (job) => job.id }, { title: 'Kind', cell: (job) => job.kind }, { title: 'Workspace', cell: (job) => job.workspace }, { title: 'State', cell: (job) => job.state },
      { title: 'Step', cell: (job) => job.error ?? job.stage }, { title: 'Done', align: 'right', cell: (job) => (job.total === null ? String(job.done) : `${job.done} of ${job.total}`) },
    ]));
  },
};

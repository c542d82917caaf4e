import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { runLines } from '../print/identity.ts';

export const command: Command = {
  name: 'resolve run', summary: 'compares all records of people: the first time it counts at once, later it says what would change and waits for "resolve approve"',
  run: async (context) => {
    const [application, workspace] = [await context.application(), await context.workspace()];
    const job = await application.waitForJob((await workspace.identity.compare(systemPrincipal)).id, context.progress, context.signal);
    const { runs } = await workspace.identity.review(1);
    context.answer(job.state === 'done' ? { job, run: runs[0] ?? null } : { job, run: null }, () => (job.state === 'done' ? [`${job.stage}.`, ...runLines(runs.slice(0, 1))] : [`The comparison is ${job.state}: ${job.error ?? job.stage}.`]));
    return job.state === 'done' ? exitCodes.ok : job.state === 'cancelled' ? exitCodes.interrupted : exitCodes.failed;
  },
};

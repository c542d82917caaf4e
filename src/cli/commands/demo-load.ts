import { Failure, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

export const command: Command = {
  name: 'demo load', summary: 'makes the demo company anew',
  options: [['--size <size>', 'S (about 100 thousand events) or M (about a million)', 'M'], ['--seed <number>', 'which company', '1']],
  run: async (context, _words, options) => {
    const [size, seed] = [textOf(options, 'size') ?? 'M', Number(textOf(options, 'seed') ?? '1')];
    if ((size !== 'S' && size !== 'M') || !Number.isSafeInteger(seed)) throw new Failure('bad_request', 'The size is S or M, the seed a whole number.');
    const application = await context.application();
    const job = await application.waitForJob((await application.loadDemo(size, seed, systemPrincipal)).id, context.progress, context.signal);
    context.answer(job, () => [job.state === 'done' ? 'The demo company is loaded, as the workspace "demo".' : `The demo is ${job.state}: ${job.error ?? job.stage}.`]);
    return job.state === 'done' ? exitCodes.ok : job.state === 'cancelled' ? exitCodes.interrupted : exitCodes.failed;
  },
};

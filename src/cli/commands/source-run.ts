import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { sourceRunExit, sourceRunLines } from '../print/live-sources.ts';

export const command: Command = {
  name: 'source run', summary: 'reads a live source now, from where it was left to its end',
  arguments: [['<name>', 'name of the source']],
  options: [['--full', 'forgets where it was left and how it was understood: reads and recognises everything again']],
  run: async (context, [name], options) => {
    const run = await (await context.workspace('main')).live.run(String(name), { full: options['full'] === true, signal: context.signal, progress: context.progress }, systemPrincipal);
    context.answer(run, () => sourceRunLines(run));
    return sourceRunExit(run);
  },
};

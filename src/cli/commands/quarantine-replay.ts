import { systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { replayLines } from '../print/replay.ts';

export const command: Command = {
  name: 'quarantine replay', summary: 'sends events that were put aside through the steps again, a thousand at a time',
  arguments: [['[id]', 'one event; without it, all']],
  options: [['--code <code>', 'with one fault'], ['--source <name>', 'of one source']],
  run: async (context, [id], options) => {
    const [code, source] = [textOf(options, 'code'), textOf(options, 'source')];
    const answer = await (await context.workspace()).events.replay({ ...(typeof id === 'string' ? { id } : {}), ...(code ? { code } : {}), ...(source ? { source } : {}) }, systemPrincipal);
    context.answer(answer, () => replayLines(answer));
    return answer.quarantined > 0 ? 3 : 0;
  },
};

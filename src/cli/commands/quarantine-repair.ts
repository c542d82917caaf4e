import { readFileSync } from 'node:fs';
import { systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { replayLines } from '../print/replay.ts';

export const command: Command = {
  name: 'quarantine repair', summary: 'sends a repaired event through the steps in place of the one that was put aside',
  arguments: [['<id>', 'the event, as "quarantine list" shows it']],
  options: [['--with <file>', 'file with the repaired event as JSON; "-" or nothing reads standard input', '-']],
  run: async (context, [id], options) => {
    const file = textOf(options, 'with') ?? '-';
    const answer = await (await context.workspace()).events.replay({ id: String(id), payload: readFileSync(file === '-' ? 0 : file, 'utf8') }, systemPrincipal);
    context.answer(answer, () => replayLines(answer));
    return answer.quarantined > 0 ? 3 : 0;
  },
};

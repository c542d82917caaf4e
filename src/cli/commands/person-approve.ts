import { systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { decidedLines } from '../print/person.ts';

export const command: Command = {
  name: 'person approve', summary: 'put a correction in force, for every read and against later imports that say the old value', arguments: [['<correction>', 'id of the correction, as listed by person corrections']],
  options: [['--reason <text>', 'what the person is told about it']],
  run: async (context, [correction], options) => {
    const reason = textOf(options, 'reason');
    const decided = await (await context.workspace()).people.decideCorrection(String(correction), { says: 'approve', ...(reason === undefined ? {} : { reason }) }, systemPrincipal);
    context.answer(decided, () => decidedLines(decided));
  },
};

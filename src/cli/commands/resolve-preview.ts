import type { Command } from '../command.ts';
import { previewLines } from '../print/identity-threshold.ts';
import { runNumber } from '../run-number.ts';

export const command: Command = {
  name: 'resolve preview', summary: 'who would be whom if a proposed run counted, the ten largest changes', arguments: [['<run>', 'its number in "resolve runs"']],
  run: async (context, [run]) => {
    const answer = await (await context.workspace()).identity.preview(runNumber(run));
    context.answer(answer, () => previewLines(answer));
  },
};

import type { Command } from '../command.ts';
import { receiptLines } from '../print/receipt.ts';

export const command: Command = {
  name: 'imports show', summary: 'the receipt of an import', arguments: [['<id>', 'id of the import']],
  run: async (context, [id]) => {
    const answer = await (await context.workspace()).import(String(id));
    context.answer(answer, () => receiptLines(answer));
  },
};

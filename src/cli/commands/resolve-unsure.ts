import type { Command } from '../command.ts';
import { sayOnRecords } from '../say-on-records.ts';

export const command: Command = {
  name: 'resolve unsure', summary: 'says that nobody can tell whether two records are of one person, or of one company; they are not asked about again',
  arguments: [['<a>', 'id of a contact or an inquiry, key of an account (account:SOURCE:ID), or a visitor (user:ID, anonymous:ID)'], ['<b>', 'id of another']],
  run: async (context, [a, b]) => {
    const answer = await sayOnRecords(await context.workspace(), String(a), String(b), 'unsure');
    context.answer(answer, () => ['Noted; who is who stays as it is.']);
  },
};

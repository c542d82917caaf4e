import type { Command } from '../command.ts';
import { sayOnRecords, visitorWords } from '../say-on-records.ts';

export const command: Command = {
  name: 'resolve unlink', summary: 'says that two records are not of one person; each has its own consent again',
  arguments: [['<a>', 'id of a contact or an inquiry, key of an account (account:SOURCE:ID), or a visitor (user:ID, anonymous:ID)'], ['<b>', 'id of another']],
  run: async (context, [a, b]) => {
    const answer = await sayOnRecords(await context.workspace(), String(a), String(b), 'different');
    context.answer(answer, () => [`${answer.id} now has ${answer.records.length === 1 ? 'one record' : `${answer.records.length} records: ${answer.records.join(', ')}`}${visitorWords(answer)}.`]);
  },
};

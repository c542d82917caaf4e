import type { Command } from '../command.ts';
import { explanationLines } from '../print/identity.ts';
import { areAccounts } from '../say-on-records.ts';

export const command: Command = {
  name: 'resolve explain', summary: 'why two records are one person or company, step by step with what each comparison weighs; or why not',
  arguments: [['<a>', 'id of a contact or an inquiry, key of an account (account:SOURCE:ID), or a visitor (user:ID, anonymous:ID)'], ['<b>', 'id of another']],
  run: async (context, [a, b]) => {
    const workspace = await context.workspace();
    const answer = await (areAccounts(String(a), String(b)) ? workspace.companies : workspace.identity).explain(String(a), String(b));
    context.answer(answer, () => explanationLines(answer));
  },
};

import type { Command } from '../command.ts';
import { groupLines, suggestionLines } from '../print/accounts.ts';

export const command: Command = {
  name: 'accounts parent', summary: 'which company an account is below and why, and which are directly below it; where none is known, which it may be below',
  arguments: [['<account>', 'id of an account, or key: account:SOURCE:ID']],
  run: async (context, [id]) => {
    const workspace = await context.workspace();
    const { account, group, records: [record = account.id] } = await workspace.account(String(id), {});
    const suggested = group.reason === null ? (await workspace.companies.suggestParents(record)).rows : [];
    context.answer({ id: account.id, name: account.name, ...group, suggested }, () => [...groupLines(account.name, group), ...suggestionLines(record, suggested)]);
  },
};

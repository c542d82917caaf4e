import type { Command } from '../command.ts';
import { groupLines } from '../print/accounts.ts';

export const command: Command = {
  name: 'accounts parent', summary: 'which company an account is below and why, and which are directly below it',
  arguments: [['<account>', 'id of an account, or key: account:SOURCE:ID']],
  run: async (context, [id]) => {
    const { account, group } = await (await context.workspace()).account(String(id), {});
    context.answer({ id: account.id, name: account.name, ...group }, () => groupLines(account.name, group));
  },
};

import { Failure, dateWords, moneyWords, type AccountPage, type Scope, type Workspace } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { tableLines } from '../print/table.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'timeline', summary: 'everything that happened with an account, newest first',
  arguments: [['<account>', 'id or name of the account']],
  options: [['--as-of <date>', 'date of knowledge']],
  run: async (context, [account], options) => {
    const page = await pageOf(await context.workspace(), String(account), scopeOf(options));
    context.answer(page, () => [`${page.account.name}${page.account.owner ? `, with ${page.account.owner}` : ''}.`, '', ...timelineLines(page)]);
  },
};

/** The account by its id, else the only one whose name fits. */
async function pageOf(workspace: Workspace, account: string, scope: Scope): Promise<AccountPage> {
  try {
    return await workspace.account(account, scope);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'not_found') throw error;
    const { rows } = await workspace.accounts({ ...scope, search: account, limit: 20 });
    const exact = rows.filter((row) => row.name.toLowerCase() === account.toLowerCase());
    const [only, another] = exact.length > 0 ? exact : rows;
    if (!only) throw error;
    if (another) throw new Failure('bad_request', `"${account}" fits several accounts: ${rows.slice(0, 5).map((row) => `${row.name} (${row.id})`).join(', ')}.`, 'Give the id.');
    return workspace.account(only.id, scope);
  }
}

const timelineLines = (page: AccountPage): string[] => page.timeline.length === 0 ? ['Nothing dated is known of this account yet.'] : tableLines(page.timeline, [
  { title: 'When', cell: (entry) => dateWords(entry.at, page.asOf) },
  { title: 'What', cell: (entry) => entry.kind.replaceAll('_', ' ') },
  { title: 'Title', cell: (entry) => entry.title },
  { title: 'Amount', align: 'right', cell: (entry) => (entry.amount === null ? '' : moneyWords(entry.amount, entry.currency)) },
  { title: 'By', cell: (entry) => entry.by ?? '' },
]);

import type { ParentSuggestions } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { readAccount } from '../accounts/account-record.ts';
import { suggestedParents } from '../accounts/parents.ts';
import { readAccountRecords } from '../accounts/read-accounts.ts';
import { wayUp } from '../accounts/roll-up.ts';
import { companyOf } from './read-company.ts';
import { presentParents } from './say-parent.ts';

/**
 * Companies that a company, by the key of any of its records, may be below, by the names on one domain. None where a parent is known, or somebody said that
 * there is none. Nothing follows until somebody says so.
 */
export async function suggestParents({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>, child: string, now: number): Promise<ParentSuggestions> {
  const { id, records } = await companyOf(state, child);
  const { parentOf } = await presentParents(state, [id], now);
  if (parentOf.has(id)) return { child: id, rows: [] };
  const accounts = await readAccountRecords(facts);
  const found = suggestedParents(accounts.map((one) => readAccount(one).evidence)).filter((one) => records.includes(one.child) && !records.includes(one.parent));
  const rows = await Promise.all(found.map(async ({ parent, domain }) => ({ id: (await companyOf(state, parent)).id, name: accounts.find(({ key }) => key === parent)?.name ?? parent, domain })));
  return { child: id, rows: [...new Map(rows.map((row) => [row.id, row])).values()].filter((row) => !wayUp(row.id, parentOf).includes(id)) };
}

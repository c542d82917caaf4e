import type { AccountPage } from '../../model/index.ts';
import { parentsAt } from '../../resolve/index.ts';
import type { AccountLog, Log } from '../log.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** Which company an account is below on a date and why, and which are directly below it. */
export function accountGroup(log: Log, account: AccountLog, asOf: number): AccountPage['group'] {
  const named = new Map(log.accounts.map(({ id, name }) => [id, { id, name }]));
  const { parentOf, refusals } = parentsAt([...named.keys()], log.parents ?? [], asOf);
  const edge = parentOf.get(account.id);
  return {
    parent: named.get(edge?.parent ?? '') ?? null,
    reason: edge?.reason ?? null, by: edge?.by ?? null, at: edge === undefined ? null : iso(edge.knownAt),
    below: [...parentOf.values()].filter(({ parent }) => parent === account.id).flatMap(({ child }) => named.get(child) ?? []).sort((x, y) => (x.name < y.name ? -1 : 1)),
    notHeeded: refusals.filter(({ child }) => child === account.id).map(({ why }) => why),
  };
}

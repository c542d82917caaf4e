import { normaliseCompany } from '../normalise/index.ts';
import type { AccountEvidence, Unheeded } from './account-record.ts';

/** A company below another. It is never a merge: sums go up along it only where a report asks for that. */
export interface ParentEdge {
  readonly child: string;
  readonly parent: string;
  readonly reason: 'parent id' | 'parent name';
  readonly rule: string;
  /** Log2 of the odds; of two parents the stronger counts, of equal ones the one told last. */
  readonly weight: number;
  readonly knownAt: number;
}

const rule = 'parents-1';
const weights = { 'parent id': 24, 'parent name': 8 } as const;

/** Parents that records declare: by their id in the same source, else by a name that one record only bears, in the same source before all others. */
export function declaredParents(accounts: readonly AccountEvidence[]): { readonly parents: readonly ParentEdge[]; readonly unheeded: readonly Unheeded[] } {
  const byId = new Map(accounts.map((account) => [`${account.source}\n${account.id}`, account]));
  const byName = Map.groupBy(accounts, (account) => account.core);
  const parents: ParentEdge[] = [];
  const unheeded: Unheeded[] = [];
  for (const child of accounts.filter(({ parent }) => parent !== '')) {
    const found = byId.get(`${child.source}\n${child.parent}`);
    const named = found ?? oneNamed(byName.get(normaliseCompany(child.parent, child.country).core) ?? [], child);
    if (typeof named === 'string') unheeded.push({ key: child.key, field: 'parent', why: named });
    else if (named.key === child.key) unheeded.push({ key: child.key, field: 'parent', why: 'a company is not its own parent' });
    else parents.push(edgeOf(child, named, found === undefined ? 'parent name' : 'parent id'));
  }
  return { parents, unheeded };
}

const edgeOf = (child: AccountEvidence, parent: AccountEvidence, reason: ParentEdge['reason']): ParentEdge =>
  ({ child: child.key, parent: parent.key, reason, rule, weight: weights[reason], knownAt: Math.max(child.knownAt, parent.knownAt) });

/** The one record of a name, or why there is none. */
function oneNamed(bearers: readonly AccountEvidence[], child: AccountEvidence): AccountEvidence | string {
  const own = bearers.filter(({ source }) => source === child.source);
  const fitting = own.length > 0 ? own : bearers;
  const [only, ...others] = fitting;
  if (only === undefined) return 'no record has its parent\'s id or name';
  return others.length === 0 ? only : `${fitting.length} records have its parent's name`;
}

/** A company that may belong below another, by the names on one domain: to be looked at by a person, never heeded by itself. */
export interface ParentSuggestion {
  readonly child: string;
  readonly parent: string;
  readonly domain: string;
}

/** On one domain, the record with the shortest name may be the parent of those whose names are that name and more, or that are in other countries. */
export function suggestedParents(accounts: readonly AccountEvidence[]): ParentSuggestion[] {
  const onDomain = Map.groupBy(accounts.filter(({ domain, core }) => domain !== '' && core !== ''), ({ domain }) => domain);
  return [...onDomain].flatMap(([domain, members]) => {
    const [head, ...others] = [...members].sort((x, y) => x.core.length - y.core.length || x.knownAt - y.knownAt || (x.key < y.key ? -1 : 1));
    return head === undefined ? [] : others.filter((other) => mayBeBelow(other, head)).map((other) => ({ child: other.key, parent: head.key, domain }));
  });
}

function mayBeBelow(child: AccountEvidence, parent: AccountEvidence): boolean {
  const isAbroad = child.country !== '' && parent.country !== '' && child.country !== parent.country;
  const words = new Set(child.core.split(' '));
  return (isAbroad && child.core === parent.core) || (child.core !== parent.core && parent.core.split(' ').every((word) => words.has(word)));
}

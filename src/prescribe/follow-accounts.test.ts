import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDeal } from '../history/testing.ts';
import { assignHoldOut } from './hold-out.ts';
import { clusterInLog, firstWords, followAccounts, type Assignment } from './follow-accounts.ts';

interface Place { readonly accountId: string | null; readonly accountName: string | null }
const dealAt = (id: string, place: Place) => aDeal({ id, ...place, createdAt: 0 });
const heldNow = (assignments: readonly Assignment[], deals: ReturnType<typeof dealAt>[]): Map<string, boolean> =>
  new Map(firstWords(assignments, followAccounts(assignments, deals)).map(({ cluster, heldOut }) => [cluster, heldOut]));

/** Twelve accounts with one to four deals each, known by id, by name alone, or not at all. */
const company = fc.array(fc.record({ deals: fc.integer({ min: 1, max: 4 }), known: fc.constantFrom('id' as const, 'name' as const, 'nothing' as const), heldOut: fc.boolean() }), { minLength: 2, maxLength: 12 });

function assigned(accounts: ReadonlyArray<{ deals: number; known: 'id' | 'name' | 'nothing'; heldOut: boolean }>) {
  const placed = accounts.flatMap(({ deals, known, heldOut }, index) => Array.from({ length: known === 'nothing' ? 1 : deals }, (_, n) => ({
    account: index, heldOut, id: `D-${index}-${n}`, place: { accountId: known === 'id' ? `A-${index}` : null, accountName: known === 'nothing' ? null : `Firm ${index}` },
  })));
  const byCluster = Map.groupBy(placed, (one) => clusterInLog(dealAt(one.id, one.place)));
  const assignments = [...byCluster].map(([cluster, its], at): Assignment => ({ cluster, heldOut: its[0]?.heldOut ?? false, at, deals: its.map(({ id }) => id) }));
  return { placed, assignments };
}

test('an account that gets another id, an id instead of a name, or a new name keeps its group', () => {
  fc.assert(fc.property(company, (accounts) => {
    const { placed, assignments } = assigned(accounts);
    const later = placed.map((one) => dealAt(one.id, { accountId: `N-${one.account}`, accountName: `Now ${one.account}` }));
    const now = heldNow(assignments, later);
    for (const [index, deal] of later.entries()) expect(now.get(clusterInLog(deal))).toBe(placed[index]?.heldOut);
  }), { numRuns: 500 });
});

test('accounts that are merged all have the group that the first of them was given, whatever follows', () => {
  fc.assert(fc.property(company, fc.integer({ min: 1, max: 3 }), fc.boolean(), (accounts, groups, renamed) => {
    const { placed, assignments } = assigned(accounts);
    const into = (account: number): string => (renamed ? `M-${account % groups}` : `A-${account % groups}`);
    const later = placed.map((one) => dealAt(one.id, { accountId: into(one.account), accountName: null }));
    const now = heldNow(assignments, later);
    for (let group = 0; group < groups; group += 1) {
      const members = assignments.filter(({ deals }) => placed.some((one) => deals?.includes(one.id) && one.account % groups === group));
      const first = members.reduce<Assignment | undefined>((least, one) => (least && least.at <= one.at ? least : one), undefined);
      if (first) expect(now.get(into(group))).toBe(first.heldOut);
    }
    const drawn = assignHoldOut([...new Set(later.map(clusterInLog))].map((id) => ({ id, stratum: 'x' })), { seed: 3, share: 0.5, frozen: now });
    for (const [cluster, held] of now) expect(drawn.get(cluster)).toBe(held);
  }), { numRuns: 500 });
});

test('a deal that moves to another account leaves its group behind, and one whose deals scattered is gone', () => {
  const assignments: Assignment[] = [{ cluster: 'A', heldOut: true, at: 1, deals: ['1', '2'] }, { cluster: 'B', heldOut: false, at: 2, deals: ['3'] }];
  const at = (id: string, accountId: string) => dealAt(id, { accountId, accountName: null });
  expect(heldNow(assignments, [at('1', 'A'), at('2', 'B'), at('3', 'B')])).toEqual(new Map([['A', true], ['B', false]]));
  const scattered = heldNow(assignments, [at('1', 'C'), at('2', 'B'), at('3', 'B')]);
  expect([scattered.get('B'), scattered.get('C')]).toEqual([false, undefined]);
});

test('accounts that become one keep the first word said on any of them', () => {
  const assignments: Assignment[] = [
    { cluster: 'young', heldOut: false, at: 1 }, { cluster: 'old', heldOut: true, at: 0 }, { cluster: 'other', heldOut: false, at: 0 }, { cluster: 'old', heldOut: false, at: 9 },
  ];
  const merged = firstWords(assignments, (cluster) => (cluster === 'young' ? 'old' : cluster));
  expect(merged.map(({ cluster, heldOut }) => [cluster, heldOut])).toEqual([['old', true], ['other', false]]);
});

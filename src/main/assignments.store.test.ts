import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aDeal, aLog } from '../history/testing.ts';
import { deal as anAnswer } from '../model/testing.ts';
import { Store } from '../store/index.ts';
import { withEngines } from '../store/engines/testing.ts';
import { datedAssignments, frozenAssignments } from './assignments.ts';

const engines = withEngines();
const day = 86_400_000;

/** Sixty deals of thirty accounts under the names that an import gives them. */
function imported(accountOf: (index: number) => { id: string | null; name: string | null }) {
  const places = Array.from({ length: 60 }, (_, index) => ({ id: `D-${index}`, place: accountOf(index % 30) }));
  return {
    log: aLog({ deals: places.map(({ id, place }) => aDeal({ id, accountId: place.id, accountName: place.name, createdAt: 0 })) }),
    deals: places.map(({ id, place }) => ({ ...anAnswer, id, accountId: place.id, account: place.name, owner: 'Kim' })),
    clusterOf: (index: number): string => { const { id, name } = accountOf(index % 30); return id ?? name ?? `deal D-${index}`; },
  };
}

test('written down once, an account keeps its group through re-imports, new ids and merges', async () => {
  const store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  const { facts } = await store.createWorkspace('assigned', false);
  const first = imported((index) => ({ id: null, name: `Firm ${index}` }));
  const before = await frozenAssignments(facts, { ...first, seed: 7, now: day });
  expect([...before.values()].filter(Boolean).length).toBeGreaterThan(1);
  const again = await frozenAssignments(facts, { ...first, seed: 8, now: 2 * day });
  expect(again).toEqual(before);

  const withIds = imported((index) => ({ id: `A-${index}`, name: `Firm ${index} Ltd` }));
  const after = await frozenAssignments(facts, { ...withIds, seed: 9, now: 3 * day });
  for (let index = 0; index < 30; index += 1) expect(after.get(`A-${index}`)).toBe(before.get(`Firm ${index}`));
  expect(await datedAssignments(facts)).toHaveLength(30);

  const merged = imported((index) => ({ id: `M-${index % 15}`, name: null }));
  const joined = await frozenAssignments(facts, { ...merged, seed: 10, now: 4 * day });
  const words = await datedAssignments(facts);
  expect(words).toHaveLength(30);
  for (let index = 0; index < 15; index += 1) {
    const earliest = words.filter(({ cluster }) => cluster === `Firm ${index}` || cluster === `Firm ${index + 15}`)[0];
    expect(joined.get(`M-${index}`)).toBe(earliest?.heldOut);
  }
  await store.jobs.stop();
});

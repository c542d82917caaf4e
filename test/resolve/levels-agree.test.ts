import { afterAll, describe, expect, test } from 'vitest';
import { levelsOfSet } from '../../bench/resolve/count-levels.ts';
import { duckdb, openDuckDb } from '../../bench/resolve/duckdb.ts';
import { fakePeople, febrl, hasKnownSets, publications, restaurants, type KnownSet } from '../../bench/resolve/known-sets.ts';
import { valuesOf } from '../../bench/resolve/contact-files.ts';
import { contacts, mainSetting } from '../../src/market/contacts/index.ts';
import { clickhouse, contactPlan } from '../../src/resolve/link/index.ts';
import { withEngines } from '../../src/store/engines/testing.ts';

const engines = withEngines();
const duck = await openDuckDb();
afterAll(() => { duck.close(); });

/** Days that an engine's own parser would clamp, and what is no day at all. */
const days: Pick<KnownSet, 'columns' | 'isAcross' | 'rows'> = {
  columns: [{ name: 'surname', kind: 'surname' }, { name: 'born', kind: 'date' }, { name: 'phone', kind: 'phone' }], isAcross: false,
  rows: ['18500101', '18990615', '19000101', '19991231', '20000229', '20001331', '0', '', '19000120', '22990101'].map((born) => ({ side: '0', surname: 'neumann', born, phone: '4930123' })),
};

async function bothEngines(name: string, set: Pick<KnownSet, 'columns' | 'isAcross' | 'rows'>): Promise<[Record<string, number>, Record<string, number>]> {
  await engines().createFactsDatabase(name);
  return [await levelsOfSet(engines().facts(name), clickhouse, set, name), await levelsOfSet(duck, duckdb, set, name)];
}

/** Every pair is at one level of each comparison, so equal counts of all levels mean that both engines read values alike. */
describe('every comparison level holds as many pairs in the facts engine as in DuckDB', () => {
  test('for days before 1900, after 2262, and no days', async () => {
    const [facts, other] = await bothEngines('days', days);
    expect(facts).toEqual(other);
    expect(facts['born: within a month']).toBe(1);
  });

  test('for made-up business contacts', async () => {
    const rows: string[][] = [];
    for await (const some of contacts(mainSetting, 3_000, 42)) rows.push(...valuesOf(some.map((row) => JSON.stringify(row)).join('\n')));
    const set = { columns: contactPlan.columns, isAcross: false, rows: rows.map((values) => ({ side: '0', ...Object.fromEntries(contactPlan.columns.map(({ name }, at) => [name, values[at] as string])) })) };
    const [facts, other] = await bothEngines('crowd', set);
    expect(facts).toEqual(other);
  });

  test.skipIf(!hasKnownSets).each([
    ['febrl', () => febrl(['febrl_dataset3.csv'], 'febrl3')], ['fake', fakePeople], ['food', restaurants],
    ['papers', () => firstOf(publications(), 600)],
  ] as const)('for the set "%s"', async (name, set) => {
    const [facts, other] = await bothEngines(name, set());
    expect(facts).toEqual(other);
    expect(Object.keys(facts).length).toBeGreaterThan(5);
  });
});

/** The first records of each side. */
function firstOf(set: KnownSet, count: number): KnownSet {
  return { ...set, rows: ['0', '1'].flatMap((side) => set.rows.filter((row) => row.side === side).slice(0, count)) };
}

import { beforeAll, describe, expect, test } from 'vitest';
import { contacts, mainSetting, truthOf } from '../../src/market/contacts/index.ts';
import type { ContactColumns } from '../../src/resolve/normalise/index.ts';
import { linkContacts, linkNewContacts, type LinkedContacts, type ScoredContacts } from '../../src/resolve/link/index.ts';
import { contactsOf } from '../../bench/resolve/contact-files.ts';
import { judgeContacts } from '../../bench/resolve/judge-contacts.ts';
import { withEngines } from '../../src/store/engines/testing.ts';

const engines = withEngines();
const [count, later, seed] = [4_000, 300, 41];

async function* inTens(rows: readonly ContactColumns[]): AsyncGenerator<readonly ContactColumns[]> {
  for (let from = 0; from < rows.length; from += 1_000) yield rows.slice(from, from + 1_000);
}

const all: ContactColumns[] = [];
beforeAll(async () => {
  for await (const rows of contacts(mainSetting, count + later, seed)) {
    all.push(...contactsOf(rows.map((row) => JSON.stringify(row)).join('\n')));
  }
});

async function linkFirst(database: string, rows: readonly ContactColumns[] = all.slice(0, count)): Promise<LinkedContacts> {
  await engines().createFactsDatabase(database);
  return linkContacts(engines().facts(database), inTens(rows), { run: 'all' });
}

/** What is held of later contacts, whether they were worked out one by one or by the engine in one statement. */
async function heldIn(database: string, table: string): Promise<string[]> {
  const found: string[] = [];
  for await (const rows of engines().facts(database).stream(`SELECT * FROM link_all_${table} WHERE n >= ${count}`, {})) found.push(...rows.map((row) => JSON.stringify(row.map(inOneOrder))));
  return found.sort();
}

/** Members of lists come in any order; numbers of four bytes may differ in the last. */
const inOneOrder = (value: unknown): unknown => (Array.isArray(value) ? value.map(inOneOrder).sort() : typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(3) : value);

const shown = (edges: readonly ScoredContacts[]): string[] => edges.map(({ a, b, weight, levels }) => `${a} ${b} ${weight.toFixed(3)} ${levels.join('')}`).sort();

describe('business contacts', () => {
  test('are linked without a label, and few of the joins are wrong', async () => {
    const { edges, threshold } = await linkFirst('alone', all);
    const numberOf = new Map(all.map(({ key }, at) => [key, at]));
    const joined = edges.filter(({ weight }) => weight >= threshold).map(({ a, b }) => ({ a: numberOf.get(a) as number, b: numberOf.get(b) as number }));
    const judged = judgeContacts(joined, truthOf(mainSetting, count + later, seed));
    expect(judged.merges.precision).toBeGreaterThan(0.97);
    expect(judged.linkableFound).toBeGreaterThan(0.65);
    for (const { a, b, probability } of edges) {
      expect(a < b).toBe(true);
      expect(probability).toBeGreaterThan(0);
    }
  });

  test('that come later are scored by the frozen model, the same in one batch and in many', async () => {
    const asOne = await linkFirst('once');
    const asMany = await linkFirst('often');
    expect(shown(asMany.edges)).toEqual(shown(asOne.edges));
    const numbered: number[] = [];
    const by = { run: 'all', keysAt, keepNumbers: async (from: number) => { numbered.push(from); } };
    const together = await linkNewContacts(engines().facts('once'), { ...asOne, ...by }, all.slice(count));
    const apart: ScoredContacts[] = [];
    for (const [from, size] of [...Array.from({ length: 40 }, (_, at) => [count + at, 1]), [count + 40, 60], [count + 100, 100], [count + 200, later - 200]] as const) {
      apart.push(...await linkNewContacts(engines().facts('often'), { ...asMany, ...by }, all.slice(from, from + size)));
      expect(numbered.at(-1)).toBe(from);
    }
    expect(shown(apart)).toEqual(shown(together));
    expect(together.length).toBeGreaterThan(20);
    for (const table of ['records', 'blocks']) expect(await heldIn('often', table)).toEqual(await heldIn('once', table));
    const isNew = new Set(keysOf(all.slice(count)));
    for (const { a, b } of together) expect(isNew.has(a) || isNew.has(b)).toBe(true);
  });

  test('that share one key by the hundred are not all compared, which is told', async () => {
    const crowd = all.slice(0, 150).map((contact) => ({ ...contact, phone: '+4930123456' }));
    const { crowded } = await linkFirst('crowd', crowd);
    expect(crowded).toContainEqual({ rule: 'phone', keys: 1, records: 150 });
  });
});

const keysAt = (numbers: readonly number[]) => Promise.resolve(new Map(numbers.map((n) => [n, (all[n] as ContactColumns).key])));
const keysOf = (rows: readonly ContactColumns[]): string[] => rows.map(({ key }) => key);

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contacts, contactsHash, mainSetting, otherSetting, pairKinds, rowOfContact, truthOf, type ContactRow, type Setting } from './index.ts';
import { personOf } from './person.ts';
import { contactsWorld } from './world.ts';
import { RowWriter } from './write-row.ts';

const count = 20_000;

async function rowsOf(setting: Setting, rows: number, seed: number): Promise<ContactRow[]> {
  const all: ContactRow[] = [];
  for await (const batch of contacts(setting, rows, seed)) all.push(...batch);
  return all;
}

const share = (rows: readonly ContactRow[], holds: (row: ContactRow) => boolean): number => rows.filter(holds).length / rows.length;

test('the README shows the hash of the generator as it is', async () => {
  const shown = /contacts hash: `([0-9a-f]{64})`/.exec(await readFile(path.join(import.meta.dirname, 'README.md'), 'utf8'))?.[1];
  expect(shown, `the generator changed: write ${contactsHash()} into src/market/contacts/README.md, and what changed, before and after`).toBe(contactsHash());
});

test.each([0, -1, 1.5, 10_000_001])('refuses %d rows', (rows) => {
  expect(() => contactsWorld(mainSetting, rows, 1)).toThrow(RangeError);
});

test('writes one row, and one person, when asked for one', async () => {
  expect(await rowsOf(mainSetting, 1, 3)).toHaveLength(1);
  expect(truthOf(mainSetting, 1, 3).pairs.count).toBe(0);
});

describe.each([mainSetting, otherSetting])('the contacts of the $name setting', (setting) => {
  const truth = truthOf(setting, count, 11);
  const world = contactsWorld(setting, count, 11);
  const rows = Array.from({ length: count }, (_, row) => new RowWriter(world).write(row));

  test('are the same for the same seed, whatever was written before, and others for another', async () => {
    expect(await rowsOf(setting, count, 11)).toEqual(rows);
    expect((await rowsOf(setting, 500, 12)).filter((row, at) => row.email === rows[at]?.email && row.email !== '').length).toBeLessThan(5);
  });

  test('have ids that name their row, and every row somebody to know by', () => {
    rows.forEach((row, at) => expect(rowOfContact(row.id)).toBe(at));
    for (const row of rows) if (`${row.firstName}${row.lastName}${row.fullName}${row.email}` === '') throw new Error(`${row.id} tells nothing`);
  });

  test('fill the columns that their system has', () => {
    const misplaced = rows.filter((row) => (setting.systems[row.source].layout === 'first and last' ? row.fullName !== '' : row.firstName + row.lastName !== ''));
    expect(misplaced).toEqual([]);
  });

  test('hold nothing that nobody could have typed', () => {
    const isTypeable = (text: string): boolean => text.length <= 90 && !/undefined|NaN|\[object|\p{Cc}| {3}|^\s|\s$/u.test(text);
    expect(rows.filter((row) => !Object.values(row).every(isTypeable))).toEqual([]);
    expect(rows.filter((row) => !/^20(1[89]|2[0-5])-\d\d-\d\d$/.test(row.created))).toEqual([]);
    expect(rows.filter((row) => row.phone !== '' && !/^[+()/\d .-]{6,22}$/.test(row.phone) && !/^(0|-|n\/a)$/.test(row.phone))).toEqual([]);
  });

  test('have a tenth to two thirds of missing cells, where carelessness and system decide', () => {
    const crm = rows.filter((row) => row.source === 'crm');
    expect(share(crm, (row) => row.email === '')).toBeCloseTo(setting.systems.crm.missing.email, 1);
    expect(share(crm, (row) => row.phone === '')).toBeCloseTo(setting.systems.crm.missing.phone, 1);
    const poor = crm.filter((row) => row.jobTitle === '' && row.city === '');
    const rich = crm.filter((row) => row.jobTitle !== '' && row.city !== '');
    expect(share(poor, (row) => row.email === '')).toBeGreaterThan(share(rich, (row) => row.email === '') * 1.15);
  });

  test('are spread over people, firms and groups as the setting says', () => {
    const people = new Set(truth.people).size;
    expect(count / people).toBeCloseTo(setting.rowsPerPerson.reduce((sum, part, at) => sum + part * (at + 1), 0), 1);
    const owned = truth.groupOfFirm.filter((top, firm) => top !== firm).length / truth.groupOfFirm.length;
    expect(owned).toBeGreaterThan(setting.subsidiaries * 0.85);
    expect(owned).toBeLessThan(setting.subsidiaries * 1.15);
    for (const top of truth.groupOfFirm) expect(truth.groupOfFirm[top]).toBe(top);
  });

  test('give no two people of one firm one address', () => {
    const owner = new Map<string, number>();
    for (let index = 0; index < world.people; index += 1) {
      const { jobs } = personOf(world, index);
      const now = jobs[jobs.length - 1];
      if (!now || now.address === '') continue;
      if (owner.has(now.address)) throw new Error(`${now.address}: ${owner.get(now.address)} and ${index}`);
      owner.set(now.address, index);
    }
    expect(owner.size).toBeGreaterThan(world.people * 0.8);
  });

  test('have namesakes within firms, shared boxes and shared lines', () => {
    expect(world.namesake.filter((before) => before > 0).length).toBeGreaterThan(5);
    const boxes = new Map<string, Set<number>>();
    for (const [at, row] of rows.entries()) if (/^(info|sales|office)@/.test(row.email)) boxes.set(row.email, (boxes.get(row.email) ?? new Set()).add(truth.people[at] as number));
    expect([...boxes.values()].filter((people) => people.size > 1).length).toBeGreaterThan(20);
  });

  test('have true pairs that are each judged once, and most of them can be found', () => {
    const { a, b, kind, bits } = truth.pairs;
    expect(truth.pairs.count).toBe(pairsIn(truth.people));
    const keys = new Set<number>();
    for (let at = 0; at < truth.pairs.count; at += 1) {
      expect(truth.people[a[at] as number]).toBe(truth.people[b[at] as number]);
      expect((kind[at] === 2) === ((bits[at] as number) > 0)).toBe(true);
      keys.add((a[at] as number) * count + (b[at] as number));
    }
    expect(keys.size).toBe(truth.pairs.count);
    const shares = pairKinds.map((_, position) => kind.filter((one) => one === position).length / truth.pairs.count);
    expect(shares[0]).toBeGreaterThan(0.01);
    expect(shares[2]).toBeGreaterThan(0.75);
  });
});

function pairsIn(people: Uint32Array): number {
  const sizes = new Map<number, number>();
  for (const person of people) sizes.set(person, (sizes.get(person) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}

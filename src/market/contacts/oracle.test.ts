import { expect, test } from 'vitest';
import { otherSetting, mainSetting } from './index.ts';
import { Oracle } from './oracle.ts';
import { personOf, type Person } from './person.ts';
import type { Carried } from './row.ts';
import { contactsWorld } from './world.ts';
import { RowWriter } from './write-row.ts';

interface Row { readonly person: Person; readonly carried: Carried }

const tellsFirm = ({ company, website, mail, phone }: Carried): boolean => company || website || ['work', 'alias', 'shared box'].includes(mail) || ['switchboard', 'desk', 'assistant'].includes(phone);
/** Pairs that a key could have joined are left to it; so are those whose posts could contradict. */
const isBySharesAlone = (a: Carried, b: Carried): boolean => !(a.mail === b.mail && (a.mail === 'private' || (a.mail === 'work' && a.firm === b.firm))) && !(a.phone === b.phone && ['mobile', 'desk', 'assistant'].includes(a.phone)) && (a.post < 0 || b.post < 0);
const tellsName = ({ given, surname, nameSlips }: Carried): boolean => given === 'name' && surname === 'name' && nameSlips === 0;

/**
 * If a kind of pair has odds o, then the true pairs of that kind, each counted 1/o, are as many as the pairs of two people of that kind. So the oracle's odds are held against the file.
 */
function expectedAndSeen(rows: readonly Row[], oracle: Oracle, prior: number): { expected: number; seen: number } {
  const sums = { expected: 0, seen: 0 };
  for (const bearers of Map.groupBy(rows.filter(({ carried }) => tellsName(carried)), ({ person }) => `${person.given.own} ${person.surname.own}`).values()) {
    for (const [at, a] of bearers.entries()) for (const b of bearers.slice(at + 1)) {
      if (!isBySharesAlone(a.carried, b.carried) || !tellsFirm(a.carried) || !tellsFirm(b.carried)) continue;
      if (a.person.index === b.person.index) sums.expected += 2 ** -(oracle.weigh(a.person, a.carried, b.carried) + prior);
      else sums.seen += 1;
    }
  }
  return sums;
}

test.each([mainSetting, otherSetting])('in the $name setting, as many pairs of two people agree as the oracle takes for chance', (setting) => {
  const sums = { expected: 0, seen: 0 };
  for (const seed of [71, 72, 73]) {
    const world = contactsWorld(setting, 25_000, seed);
    const writer = new RowWriter(world);
    const rows = Array.from({ length: world.rows }, (_, row) => {
      const person = personOf(world, world.personOfRow[row] as number);
      writer.writeOf(person, world.slotOfRow[row] as number, row);
      return { person, carried: { ...writer.carried } };
    });
    const pairs = world.slotOfRow.reduce((sum, slot) => sum + slot, 0);
    const one = expectedAndSeen(rows, new Oracle(world), Math.log2(pairs) - Math.log2((world.rows * (world.rows - 1)) / 2 - pairs));
    sums.expected += one.expected;
    sums.seen += one.seen;
  }
  expect(sums.seen).toBeGreaterThan(1000);
  expect(sums.expected / sums.seen).toBeGreaterThan(1 / 2);
  expect(sums.expected / sums.seen).toBeLessThan(2);
});

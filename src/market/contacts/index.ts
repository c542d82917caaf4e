/** A made-up file of business contacts with its truth, to judge identity resolution by. */
import type { ContactRow } from './row.ts';
import type { Setting } from './setting.ts';
import { truthOfWorld, type ContactsTruth } from './truth.ts';
import { contactsWorld } from './world.ts';
import { RowWriter } from './write-row.ts';

export { contactsHash } from './contacts-hash.ts';
export type { ContactRow } from './row.ts';
export { mainSetting, otherSetting, type Setting } from './setting.ts';
export { pairKinds, type ContactsTruth } from './truth.ts';

const batchRows = 10_000;

/** So many rows in batches of 10,000; equal arguments, equal rows. Row n of the whole has an id that ends in n + 1. Throws a RangeError on fewer than 1 or more than 10 million rows. */
export async function* contacts(setting: Setting, count: number, seed: number): AsyncGenerator<ContactRow[]> {
  const writer = new RowWriter(contactsWorld(setting, count, seed));
  for (let from = 0; from < count; from += batchRows) yield Array.from({ length: Math.min(batchRows, count - from) }, (_, at) => writer.write(from + at));
}

/** Who is who among those rows, and which pairs an oracle could link. Opened by tests and benches only, after answers are stored. */
export const truthOf = (setting: Setting, count: number, seed: number): ContactsTruth => truthOfWorld(contactsWorld(setting, count, seed));

/** The row number, from 0, of a contact's id. */
export const rowOfContact = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1)) - 1;

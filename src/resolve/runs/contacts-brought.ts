import { z } from 'zod';
import { personKinds, type PersonKind } from '../../model/index.ts';
import { broughtBy, type Facts } from '../../store/index.ts';
import type { RawContact } from '../normalise/index.ts';
import { fewContacts, type Placed } from './few-contacts.ts';
import { contactOf, ofKind, type Also } from './read-contacts.ts';

/** A condition on the rows that some imports brought: records are looked up by their ids, whatever else is held. */
const ofBatches = (kind: PersonKind): Also => ({ people: `AND (source_system, record_id) IN (${broughtBy(kind)})`, accounts: `AND (source_system, record_id) IN (${broughtBy(kind, accountId)})` });
const accountId = "ifNull(account_id, '')";

const kindsBrought = {
  name: 'kinds_brought', text: `SELECT kind, max(account != '') AS hasAccounts FROM (${personKinds.map((kind) => `SELECT '${kind}' AS kind, account FROM (${broughtBy(kind, `${accountId} AS account`)})`).join(' UNION ALL ')}) GROUP BY kind`,
  parameters: z.object({ batches: z.array(z.number()) }), row: z.object({ kind: z.enum(personKinds), hasAccounts: z.coerce.boolean() }),
};

/** So many of a kind are looked up by their ids, and the imports' rows are not looked for again. */
const few = 100;

/** The first rows that imports brought, of each kind, one more than are few; they show nothing by themselves. */
const firstBrought = personKinds.map((kind) => `${broughtBy(kind, `record_id, ${accountId}, '${kind}'`)} LIMIT ${few + 1}`).join(' UNION ALL ');

/** Records that some imports brought or changed, as they are now by the imports that count. The same order every time. */
export async function contactsBrought(facts: Facts, batches: readonly number[], counting: ReadonlySet<number>): Promise<RawContact[]> {
  const first = (await facts.fewRows(firstBrought, { batches: [...batches] })).map((row) => row.map(String) as [string, string, string, string]);
  const ofKinds = personKinds.map((kind) => ({ kind, placed: first.filter(([, , , its]) => its === kind).map(([source, id, account]): Placed => ({ source, id, account })) }));
  const found = ofKinds.some(({ placed }) => placed.length > few)
    ? await manyContacts(facts, batches)
    : await Promise.all(ofKinds.filter(({ placed }) => placed.length > 0).map(({ kind, placed }) => fewContacts(facts, kind, placed, counting)));
  return found.flatMap((some) => some.sort((one, other) => (one.key < other.key ? -1 : 1)));
}

async function manyContacts(facts: Facts, batches: readonly number[]): Promise<RawContact[][]> {
  const brought = new Map((await facts.query(kindsBrought, { batches: [...batches] })).map(({ kind, hasAccounts }) => [kind, hasAccounts]));
  return Promise.all(personKinds.filter((kind) => brought.has(kind)).map((kind) => contactsIn(facts, kind, batches, brought.get(kind) === true)));
}

async function contactsIn(facts: Facts, kind: PersonKind, batches: readonly number[], hasAccounts: boolean): Promise<RawContact[]> {
  const found: RawContact[] = [];
  for await (const block of facts.stream(ofKind(kind, ofBatches(kind), hasAccounts), { batches: [...batches] })) found.push(...block.map(contactOf));
  return found;
}

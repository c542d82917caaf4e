import { z } from 'zod';
import { personKinds, type PersonKind } from '../../model/index.ts';
import { broughtBy, type Facts } from '../../store/index.ts';
import type { RawContact } from '../normalise/index.ts';
import { fewContacts, type Placed } from './few-contacts.ts';
import { contactOf, ofKind, type Also } from './read-contacts.ts';

/** A condition on the rows that some imports brought: records are looked up by their ids, whatever else is held. */
const ofBatches = (kind: PersonKind): Also => ({ people: `AND (source_system, record_id) IN (${broughtBy(kind)})`, accounts: `AND (source_system, record_id) IN (${broughtBy(kind, accountId)})` });
const accountId = "ifNull(account_id, '')";

/** So many are looked up by their ids, so that the imports' rows are not looked for again. */
const few = 100;

const kindsBrought = {
  name: 'kinds_brought',
  text: `SELECT kind, max(account != '') AS hasAccounts, groupArray(${few + 1})([source_system, record, account]) AS first FROM (${personKinds.map((kind) => `SELECT '${kind}' AS kind, toString(source_system) AS source_system, record, account FROM (${broughtBy(kind, `record_id AS record, ${accountId} AS account`)})`).join(' UNION ALL ')}) GROUP BY kind`,
  parameters: z.object({ batches: z.array(z.number()) }),
  row: z.object({ kind: z.enum(personKinds), hasAccounts: z.coerce.boolean(), first: z.array(z.array(z.string()).transform(([source, id, account]) => ({ source, id, account }) as Placed)) }),
};
type KindBrought = z.output<typeof kindsBrought.row>;

/** Records that some imports brought or changed, as they are now by the imports that count. The same order every time. */
export async function contactsBrought(facts: Facts, batches: readonly number[], counting: ReadonlySet<number>): Promise<RawContact[]> {
  const brought = await facts.query(kindsBrought, { batches: [...batches] });
  const inOrder = personKinds.flatMap((kind) => brought.filter((one) => one.kind === kind));
  const ofKinds = await Promise.all(inOrder.map((one) => (one.first.length <= few ? fewContacts(facts, one.kind, one.first, counting) : contactsIn(facts, one, batches))));
  return ofKinds.flatMap((found) => found.sort((one, other) => (one.key < other.key ? -1 : 1)));
}

async function contactsIn(facts: Facts, { kind, hasAccounts }: KindBrought, batches: readonly number[]): Promise<RawContact[]> {
  const found: RawContact[] = [];
  for await (const block of facts.stream(ofKind(kind, ofBatches(kind), hasAccounts), { batches: [...batches] })) found.push(...block.map(contactOf));
  return found;
}

import { sql, type Kysely } from 'kysely';
import { personKinds, type BlockedValue, type PersonKind } from '../../model/index.ts';
import { broughtBy, refusedKeys, type Facts, type WorkspaceTables } from '../../store/index.ts';
import { blockedBy, type Blocked } from '../blocked/blocked-values.ts';
import { addressRows, addressesIn } from './held-addresses.ts';

type State = Kysely<WorkspaceTables>;

export interface RecordAddressesParts {
  readonly blocked: readonly BlockedValue[];
  /** Whether telephone numbers are kept, too. */
  readonly numbers: boolean;
}

/** Keys of the records of a kind that some imports brought, whether they count or not. */
const keysBrought = (kind: PersonKind): string => `SELECT DISTINCT concat('${kind}:', source_system, ':', record_id) FROM (${broughtBy(kind)})`;
/** Records that they brought; with numbers those of accounts that they brought as well: by these national numbers are read, and the company's line is known. */
const ofBatches = (kind: PersonKind, numbers: boolean): string => {
  const own = `(source_system, record_id) IN (${broughtBy(kind)})`;
  return numbers ? `AND (${own} OR (source_system, ifNull(account_id, '')) IN (${broughtBy('account')}))` : `AND ${own}`;
};

/** Keeps, as hashes, the addresses of all records, instead of what was kept. */
export async function keepAllAddresses(facts: Facts, state: State, { blocked: list, numbers }: RecordAddressesParts): Promise<void> {
  const blocked = blockedBy(list);
  await forget(state, await refusedKeys(facts, 'store'), null);
  for (const kind of personKinds) for await (const block of facts.stream(addressRows(kind, 'store', { also: '', numbers }), {})) await write(state, block, blocked);
}

/** The same of records that some imports brought, or had brought before they were taken back. */
export async function keepAddressesOf(facts: Facts, state: State, batches: readonly number[], { blocked: list, numbers }: RecordAddressesParts): Promise<void> {
  const [blocked, refused, parameters] = [blockedBy(list), await refusedKeys(facts, 'store'), { batches: [...batches] }];
  for (const kind of personKinds) {
    for await (const block of facts.stream(keysBrought(kind), parameters)) await forget(state, refused, block.map(([key]) => String(key)));
    for await (const block of facts.stream(addressRows(kind, 'store', { also: ofBatches(kind, numbers), numbers }), parameters)) {
      await forget(state, refused, block.map(([key]) => String(key)));
      await write(state, block, blocked);
    }
  }
}

/** Whoever refuses to be kept is not read, and stays known by what they were known by: else the refusal would part what it has to count for. */
async function forget(state: State, refused: ReadonlySet<string>, keys: readonly string[] | null): Promise<void> {
  await (keys === null
    ? sql`DELETE FROM record_addresses WHERE NOT record = ANY (${[...refused]}::text[])`
    : sql`DELETE FROM record_addresses WHERE record = ANY (${keys.filter((key) => !refused.has(key))}::text[])`).execute(state);
}

async function write(state: State, rows: ReadonlyArray<readonly unknown[]>, blocked: Blocked): Promise<void> {
  const found = rows.flatMap((row) => addressesIn(row, blocked).flatMap(({ hashes, ...held }) => hashes.map((hash) => ({ ...held, hash, key: String(row[0]) }))));
  if (found.length === 0) return;
  await sql`INSERT INTO record_addresses (record, hash, silent, kind, surname)
    SELECT * FROM unnest(${found.map(({ key }) => key)}::text[], ${found.map(({ hash }) => hash)}::text[], ${found.map(({ silent }) => silent)}::text[], ${found.map(({ kind }) => kind)}::text[], ${found.map(({ surname }) => surname)}::text[]) AS found
    ON CONFLICT (record, hash) DO UPDATE SET silent = excluded.silent, kind = excluded.kind, surname = excluded.surname`.execute(state);
}

import { sql, type Kysely } from 'kysely';
import { personKinds, type BlockedValue, type PersonKind } from '../../model/index.ts';
import { broughtBy, newestRows, refusedKeys, type Facts, type WorkspaceTables } from '../../store/index.ts';
import { blockedBy, type Blocked } from '../blocked/blocked-values.ts';
import { emailHashes, normaliseEmail } from '../normalise/index.ts';

type State = Kysely<WorkspaceTables>;

/** The newest address of each record of a kind that may be kept, of all or of those that some imports brought. */
const addressesOf = (kind: PersonKind, also: string): string => `SELECT concat('${kind}:', source_system, ':', record_id) AS key, ifNull(email, '') FROM ${newestRows(kind, 'store', 'source_system, record_id, email', also)}`;
/** The same in which imports brought it, whether they count or not. */
const keysBrought = (kind: PersonKind): string => `SELECT DISTINCT concat('${kind}:', source_system, ':', record_id) FROM (${broughtBy(kind)})`;
const ofBatches = `AND (source_system, record_id) IN`;

/** Keeps, as hashes, the addresses of all records, instead of what was kept. */
export async function keepAllAddresses(facts: Facts, state: State, list: readonly BlockedValue[]): Promise<void> {
  const blocked = blockedBy(list);
  await forget(state, await refusedKeys(facts, 'store'), null);
  for (const kind of personKinds) for await (const block of facts.stream(addressesOf(kind, ''), {})) await write(state, block as string[][], blocked);
}

/** The same of records that some imports brought, or had brought before they were taken back. */
export async function keepAddressesOf(facts: Facts, state: State, batches: readonly number[], list: readonly BlockedValue[]): Promise<void> {
  const [blocked, refused, parameters] = [blockedBy(list), await refusedKeys(facts, 'store'), { batches: [...batches] }];
  for (const kind of personKinds) {
    for await (const block of facts.stream(keysBrought(kind), parameters)) await forget(state, refused, block.map(([key]) => String(key)));
    for await (const block of facts.stream(addressesOf(kind, `${ofBatches} (${broughtBy(kind)})`), parameters)) await write(state, block as string[][], blocked);
  }
}

/** Whoever refuses to be kept is not read, and stays known by what they were known by: else the refusal would part what it has to count for. */
async function forget(state: State, refused: ReadonlySet<string>, keys: readonly string[] | null): Promise<void> {
  await (keys === null
    ? sql`DELETE FROM record_addresses WHERE NOT record = ANY (${[...refused]}::text[])`
    : sql`DELETE FROM record_addresses WHERE record = ANY (${keys.filter((key) => !refused.has(key))}::text[])`).execute(state);
}

async function write(state: State, rows: ReadonlyArray<readonly string[]>, blocked: Blocked): Promise<void> {
  const found = rows.flatMap(([key = '', email = '']) => emailHashes(email).map((hash) => ({ key, hash, silent: silenceOf(email, blocked) })));
  if (found.length === 0) return;
  await sql`INSERT INTO record_addresses (record, hash, silent) SELECT * FROM unnest(${found.map(({ key }) => key)}::text[], ${found.map(({ hash }) => hash)}::text[], ${found.map(({ silent }) => silent)}::text[]) AS found (record, hash, silent)
    ON CONFLICT (record, hash) DO UPDATE SET silent = excluded.silent`.execute(state);
}

/** Boxes of a role or that anybody may open, and what is on the list of values that say nothing. */
function silenceOf(email: string, { without }: Blocked): '' | 'shared_box' | 'blocked' {
  const { isShared, kind } = normaliseEmail(email);
  if (isShared || kind === 'disposable') return 'shared_box';
  return without({ key: '', knownAt: 0, email }).email === '' ? 'blocked' : '';
}

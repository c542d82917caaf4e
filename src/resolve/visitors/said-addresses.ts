import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { visibleEvents, type Facts, type WorkspaceTables } from '../../store/index.ts';
import { asSha256, emailHashes } from '../normalise/index.ts';

/** Traits in which SDKs are told an address, or its SHA-256. */
const traitNames = ['email', 'hashedEmail', 'hashed_email', 'emailSha256', 'email_sha256', 'sha256_email'];
const inTraits = (json: string): string => traitNames.map((name) => `JSONExtractString(${json}, '${name}')`).join(', ');
/** Rows that go into the database at once. */
const rowsAtOnce = 10_000;

/**
 * Events received in a time that may name an address: an id that is one, what `identify` says of a person, and what any other call says of its user.
 * What came from a `digitalData` is not read, because rules of access may govern it. Repaired events keep the time of their first arrival.
 */
const addressesSaid = {
  name: 'addresses_said', parameters: z.object({ from: z.number(), upTo: z.number() }), row: z.object({ node: z.string(), said: z.string(), at: z.coerce.number(), source: z.string() }),
  text: `SELECT node, said, toUnixTimestamp64Milli(min(occurred_at)) AS at, argMin(source, (occurred_at, source)) AS source FROM (
      SELECT if(user_id = '', concat('anonymous:', anonymous_id), concat('user:', user_id)) AS node, occurred_at, source,
        arrayJoin(arrayFilter(one -> length(one) <= 320 AND (position(one, '@') > 1 OR match(one, '^\\\\s*[0-9a-fA-F]{64}\\\\s*$')), arrayConcat([user_id], if(type = 'identify', [${inTraits('traits')}], []), if(position(context, '"traits"') = 0, [], [${inTraits("JSONExtractRaw(context, 'traits')")}])))) AS said
      FROM ${visibleEvents('store')} AND (user_id != '' OR anonymous_id != '') AND position(context, '"ceddl"') = 0 AND received_at <= fromUnixTimestamp64Milli({upTo:Int64})
        AND (received_at > fromUnixTimestamp64Milli({from:Int64}) OR attempt > 0)
    ) GROUP BY node, said`,
};

/** Keeps, as hashes, the addresses that events of a time said. Returns the exact ids of whom they were said. Said again it changes nothing. */
export async function keepSaidAddresses(facts: Facts, state: Kysely<WorkspaceTables>, from: number, upTo: number): Promise<string[]> {
  const said = await facts.query(addressesSaid, { from, upTo });
  const rows = said.flatMap(({ node, said: text, at, source }) => formsOf(text).map((hash, _, forms) => ({ node, address: forms[0] as string, hash, at, source })));
  const first = [...Map.groupBy(rows, ({ node, address, hash }) => JSON.stringify([node, address, hash])).values()].map((same) => same.reduce((a, b) => (b.at < a.at || (b.at === a.at && b.source < a.source) ? b : a)));
  for (let at = 0; at < first.length; at += rowsAtOnce) await write(state, first.slice(at, at + rowsAtOnce));
  return [...new Set(first.map(({ node }) => node))];
}

/** Of a hash, the hash; of an address, its forms. */
function formsOf(text: string): readonly string[] {
  const hash = asSha256(text);
  return hash === '' ? emailHashes(text) : [hash];
}

interface SaidRow { readonly node: string; readonly address: string; readonly hash: string; readonly at: number; readonly source: string }

async function write(state: Kysely<WorkspaceTables>, rows: readonly SaidRow[]): Promise<void> {
  const column = <Field extends keyof SaidRow>(field: Field): Array<SaidRow[Field]> => rows.map((row) => row[field]);
  await sql`INSERT INTO visitor_addresses (node, address, hash, source, said_at)
    SELECT node, address, hash, source, to_timestamp(at / 1000) FROM unnest(${column('node')}::text[], ${column('address')}::text[], ${column('hash')}::text[], ${column('source')}::text[], ${column('at')}::float8[]) AS said (node, address, hash, source, at)
    ON CONFLICT (node, address, hash) DO UPDATE SET said_at = excluded.said_at, source = excluded.source WHERE (excluded.said_at, excluded.source) < (visitor_addresses.said_at, visitor_addresses.source)`.execute(state);
}

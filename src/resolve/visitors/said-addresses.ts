import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { visibleEvents, type Facts, type WorkspaceTables } from '../../store/index.ts';
import { asSha256, countryCode, emailHashes, normalisePhone } from '../normalise/index.ts';
import { phoneHashes } from './phone-hashes.ts';

/** Traits in which SDKs are told an address or a telephone number, or its SHA-256. */
const traitNames = {
  email: ['email', 'hashedEmail', 'hashed_email', 'emailSha256', 'email_sha256', 'sha256_email'],
  phone: ['phone', 'mobile', 'phoneNumber', 'phone_number', 'hashedPhone', 'hashed_phone', 'phoneSha256', 'phone_sha256', 'sha256_phone_number'],
} as const;
type Kind = keyof typeof traitNames;

const inTraits = (kind: Kind, json: string): string => traitNames[kind].map((name) => `('${kind}', JSONExtractString(${json}, '${name}'))`).join(', ');
const traitsIn = (json: string): string => `[${inTraits('email', json)}, ${inTraits('phone', json)}]`;
const countryIn = (json: string): string => `if(JSONExtractString(${json}, 'address', 'country') = '', JSONExtractString(${json}, 'country'), JSONExtractString(${json}, 'address', 'country'))`;
/** Rows that go into the database at once. */
const rowsAtOnce = 10_000;

/**
 * Events received in a time that may name an address or number: an id that is an address, what `identify` says of a person, and what any other call says of its user.
 * What came from a `digitalData` is not read, because rules of access may govern it. Repaired events keep the time of their first arrival.
 */
const addressesSaid = {
  name: 'addresses_said', parameters: z.object({ from: z.number(), upTo: z.number() }),
  row: z.object({ node: z.string(), kind: z.enum(['email', 'phone']), text: z.string(), country: z.string(), at: z.coerce.number(), source: z.string() }),
  text: `SELECT node, said.1 AS kind, said.2 AS text, country, toUnixTimestamp64Milli(min(occurred_at)) AS at, argMin(source, (occurred_at, source)) AS source FROM (
      SELECT if(user_id = '', concat('anonymous:', anonymous_id), concat('user:', user_id)) AS node, occurred_at, source,
        ${countryIn("if(type = 'identify', traits, JSONExtractRaw(context, 'traits'))")} AS country,
        arrayJoin(arrayFilter(one -> if(one.1 = 'phone', length(one.2) BETWEEN 5 AND 80, length(one.2) <= 320 AND (position(one.2, '@') > 1 OR match(one.2, '^\\\\s*[0-9a-fA-F]{64}\\\\s*$'))),
          arrayConcat([('email', user_id)], if(type = 'identify', ${traitsIn('traits')}, []), if(position(context, '"traits"') = 0, [], ${traitsIn("JSONExtractRaw(context, 'traits')")})))) AS said
      FROM ${visibleEvents('store')} AND (user_id != '' OR anonymous_id != '') AND position(context, '"ceddl"') = 0 AND received_at <= fromUnixTimestamp64Milli({upTo:Int64})
        AND (received_at > fromUnixTimestamp64Milli({from:Int64}) OR attempt > 0)
    ) GROUP BY node, kind, text, country`,
};

/** Keeps, as hashes, the addresses and numbers that events of a time said. Returns the exact ids of whom they were said. Said again it changes nothing. */
export async function keepSaidAddresses(facts: Facts, state: Kysely<WorkspaceTables>, from: number, upTo: number): Promise<string[]> {
  const said = await facts.query(addressesSaid, { from, upTo });
  const rows = said.flatMap(({ node, kind, text, country, at, source }) => formsOf(kind, text, country).map((hash, _, forms) => ({ node, kind, address: forms[0] as string, hash, at, source })));
  const first = [...Map.groupBy(rows, ({ node, address, hash }) => JSON.stringify([node, address, hash])).values()].map((same) => same.reduce((a, b) => (b.at < a.at || (b.at === a.at && b.source < a.source) ? b : a)));
  for (let at = 0; at < first.length; at += rowsAtOnce) await write(state, first.slice(at, at + rowsAtOnce));
  return [...new Set(first.map(({ node }) => node))];
}

/** Of a hash, the hash; of an address or a number that could be dialled, its forms. A number without a calling code is read as one of the country that is named. */
function formsOf(kind: Kind, text: string, country: string): readonly string[] {
  const hash = asSha256(text);
  if (hash !== '') return [hash];
  if (kind === 'email') return emailHashes(text);
  const number = normalisePhone(text, countryCode(country));
  return number === '' ? [] : phoneHashes(number);
}

interface SaidRow { readonly node: string; readonly kind: Kind; readonly address: string; readonly hash: string; readonly at: number; readonly source: string }

async function write(state: Kysely<WorkspaceTables>, rows: readonly SaidRow[]): Promise<void> {
  const column = <Field extends keyof SaidRow>(field: Field): Array<SaidRow[Field]> => rows.map((row) => row[field]);
  await sql`INSERT INTO visitor_addresses (node, kind, address, hash, source, said_at)
    SELECT node, kind, address, hash, source, to_timestamp(at / 1000) FROM unnest(${column('node')}::text[], ${column('kind')}::text[], ${column('address')}::text[], ${column('hash')}::text[], ${column('source')}::text[], ${column('at')}::float8[]) AS said (node, kind, address, hash, source, at)
    ON CONFLICT (node, address, hash) DO UPDATE SET said_at = excluded.said_at, source = excluded.source WHERE (excluded.said_at, excluded.source) < (visitor_addresses.said_at, visitor_addresses.source)`.execute(state);
}

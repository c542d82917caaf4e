import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { takeTurn } from '../../acquire/index.ts';
import type { RuledValue } from '../../model/index.ts';
import { agesOf, type Facts, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { ruledReader } from '../limits/identifiers.ts';
import { everyRecord, recordsWithColumns } from '../runs/read-contacts.ts';

/** A value that a rule names, in the form in which records' values are compared. */
export interface RuledSide extends RuledValue {
  readonly rule: number;
  readonly side: 0 | 1;
}

export interface Bearer {
  readonly rule: number;
  readonly side: 0 | 1;
  readonly record: string;
}

const named = ({ kind, value }: RuledValue): string => `${kind}\u0000${value}`;

/** Which records have which values that rules name; of some records, or of all. */
export async function findBearers(facts: Facts, sides: readonly RuledSide[], keys: readonly string[] | null): Promise<Bearer[]> {
  if (sides.length === 0) return [];
  const wanted = Map.groupBy(sides, named);
  const read = ruledReader([...new Set(sides.map(({ kind }) => kind))]);
  const found: Bearer[] = [];
  for await (const some of keys === null ? everyRecord(facts, 'store') : recordsWithColumns(facts, 'store', keys)) {
    for (const record of some) for (const value of read(record)) for (const { rule, side } of wanted.get(named(value)) ?? []) found.push({ rule, side, record: record.contact.key });
  }
  return found;
}

/** What rules in force name. */
export async function sidesInForce(state: Kysely<WorkspaceTables>): Promise<RuledSide[]> {
  const rows = await state.selectFrom('identity_rules').select(['id', 'kind', 'value', 'other_kind', 'other_value']).where('taken_back_at', 'is', null).execute();
  return rows.flatMap(({ id, kind, value, other_kind, other_value }): RuledSide[] => [{ rule: Number(id), side: 0, kind, value }, ...(other_kind === null || other_value === null ? [] : [{ rule: Number(id), side: 1 as const, kind: other_kind, value: other_value }])]);
}

/** Writes down who has which value. When a record was first known says which of its person is the oldest. */
export async function keepBearers(state: Transaction<WorkspaceTables>, facts: Facts, bearers: readonly Bearer[]): Promise<void> {
  const ages = await agesOf(facts, [...new Set(bearers.map(({ record }) => record))]);
  const known = bearers.filter(({ record }) => ages.has(record));
  await sql`INSERT INTO identity_bearers (rule, side, record, known_at) SELECT rule, side, record, to_timestamp(known_at / 1000)
    FROM unnest(${known.map(({ rule }) => rule)}::bigint[], ${known.map(({ side }) => side)}::smallint[], ${known.map(({ record }) => record)}::text[], ${known.map(({ record }) => ages.get(record))}::float8[]) AS found (rule, side, record, known_at)
    ON CONFLICT (rule, side, record) DO NOTHING`.execute(state);
}

/** Looks anew at what some records, or all, have of values that rules name. Answers the records for which that is another than before. */
export async function lookAgain({ state, facts }: WorkspaceStore, keys: readonly string[] | null): Promise<string[]> {
  const sides = await sidesInForce(state);
  if (sides.length === 0) return [];
  const found = await findBearers(facts, sides, keys);
  return state.transaction().execute(async (transaction) => {
    await takeTurn(transaction);
    const { rows: before } = await sql<{ rule: string; side: 0 | 1; record: string }>`DELETE FROM identity_bearers WHERE rule = ANY (${sides.map(({ rule }) => rule)}::bigint[]) AND ${keys === null ? sql`true` : sql`record = ANY (${[...keys]}::text[])`} RETURNING rule, side, record`.execute(transaction);
    await keepBearers(transaction, facts, found);
    const line = ({ rule, side, record }: { rule: number | string; side: number; record: string }): string => `${rule} ${side} ${record}`;
    const [was, is] = [new Map(before.map((one) => [line(one), one.record])), new Map(found.map((one) => [line(one), one.record]))];
    return [...new Set([...was].filter(([key]) => !is.has(key)).concat([...is].filter(([key]) => !was.has(key))).map(([, record]) => record))];
  });
}

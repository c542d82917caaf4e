import type { LinkRun } from '../link-run.ts';
import type { NewFound, Scoring } from '../new-found.ts';
import { readColumns } from '../plan.ts';
import { blocksOf, keysOf, ruleBit } from './block-keys.ts';
import type { Row } from './expression.ts';
import { baseOf, readRecord, recordOf } from './few-records.ts';
import { readMeant } from './meant-values.ts';
import { readPlan, scoreOf, sidesOf, type PlanRead } from './read-plan.ts';
import { readCounts } from './value-counts.ts';

/** A new record and those before it that it shares a block with: which rules found each. */
type Met = ReadonlyMap<number, ReadonlyMap<number, number>>;

/**
 * The same as `linkMany` for a handful of records: the engine looks up and keeps, everything between is worked out here. What it reads depends on the
 * records and on the blocks that they fall into, not on how many are held.
 */
export async function linkFew(run: LinkRun, rows: readonly (readonly string[])[], { model, floor, keysAt, keepNumbers }: Scoring): Promise<NewFound> {
  const read = readPlan(run.plan);
  const { from, meant } = await readMeant(run, rows);
  const base = meant.map((row) => baseOf(read, row));
  const [counts, blocks] = await Promise.all([readCounts(run, base), readBlocks(run, read, base)]);
  const records = base.map((row, at) => recordOf(run.plan, row, from + at, counts));
  const met = meet(run, blocks, from);
  const before = [...new Set([...met.values()].flatMap((numbers) => [...numbers.keys()]))].filter((n) => n < from);
  const [held, keys] = await Promise.all([
    readHeld(run, before, records[0] as Row), keysAt(before), run.engine.insert(run.tables.records, records), keepNumbers(from),
    run.engine.insert(run.tables.blocks, blocks.fresh.flatMap((keys, at) => keys.map((key) => ({ key: String(key), n: from + at, side: 0 })))),
  ]);
  const sides = new Map([...held, ...records.map((record, at) => [from + at, record] as const)].map(([n, record]) => [n, sidesOf(read, record)]));
  const pairs = [...met].flatMap(([b, numbers]) => [...numbers].flatMap(([a, rules]) => {
    const [one, other] = [sides.get(a), sides.get(b)];
    // What was killed while it was kept may be in a block and nowhere else.
    return one === undefined || other === undefined ? [] : [{ a, b, rules, ...scoreOf(run.plan, read, model, [one, other]) }];
  }));
  return { from, keys, pairs: pairs.filter(({ weight }) => weight >= floor) };
}

interface Blocks {
  /** Keys of each new record. */
  readonly fresh: ReadonlyArray<readonly bigint[]>;
  /** Numbers of the records held under each of them, no more than the cap, and their sides. */
  readonly held: ReadonlyMap<bigint, ReadonlyArray<readonly [n: number, side: number]>>;
}

async function readBlocks(run: LinkRun, read: PlanRead, base: readonly Row[]): Promise<Blocks> {
  const keys = base.map((row) => keysOf(run.plan, read, row));
  const found = await lookUp(run, [...new Set(keys.flat())]);
  const fresh = keys.map((own) => blocksOf(own, found.crowded));
  const together = [...new Set(fresh.flat())].filter((key) => !found.asked.has(key));
  return { fresh, held: new Map([...found.held, ...(await lookUp(run, together)).held]) };
}

interface LookedUp {
  readonly asked: ReadonlySet<bigint>;
  readonly crowded: ReadonlySet<bigint>;
  readonly held: Blocks['held'];
}

/** Which keys are crowded, and who is under the others. Keys and numbers are numbers, so they stand in the statement. */
async function lookUp({ engine, tables, cap }: LinkRun, keys: readonly bigint[]): Promise<LookedUp> {
  const crowded = new Set<bigint>();
  const held = new Map<bigint, Array<[number, number]>>();
  if (keys.length === 0) return { asked: new Set(), crowded, held };
  const among = `key IN (${keys.join(', ')})`;
  const text = `SELECT key, n, side, 0 AS crowded FROM (SELECT DISTINCT key, n, side FROM ${tables.blocks} WHERE ${among} ORDER BY key, n LIMIT ${cap} BY key) UNION ALL SELECT key, 0 AS n, 0 AS side, 1 AS crowded FROM ${tables.crowded} WHERE ${among}`;
  for (const [text64, n, side, isCrowded] of await engine.fewRows(text, {})) {
    const key = BigInt(String(text64));
    if (isCrowded === 1) crowded.add(key);
    else held.set(key, [...(held.get(key) ?? []), [Number(n), Number(side)]]);
  }
  return { asked: new Set(keys), crowded, held };
}

/** Each new record meets those before it under a key, unless it is one too many there. */
function meet({ plan, cap }: LinkRun, { fresh, held }: Blocks, from: number): Met {
  const members = new Map([...held].map(([key, before]) => [key, [...before]]));
  return new Map(fresh.map((keys, at) => {
    const before = new Map<number, number>();
    for (const key of keys) {
      const under = members.get(key) ?? [];
      if (under.length < cap) for (const [n, side] of under) if (!plan.isAcross || side !== 0) before.set(n, (before.get(n) ?? 0) | ruleBit(key));
      members.set(key, [...under, [from + at, 0]]);
    }
    return [from + at, before] as const;
  }));
}

async function readHeld({ engine, plan, tables }: LinkRun, wanted: readonly number[], like: Row): Promise<Map<number, Row>> {
  if (wanted.length === 0) return new Map();
  const columns = readColumns(plan);
  const rows = await engine.fewRows(`SELECT n, ${columns.join(', ')} FROM ${tables.records} WHERE n IN (${wanted.join(', ')})`, {});
  return new Map(rows.map(([n, ...values]) => [Number(n), readRecord(columns, values, like)]));
}

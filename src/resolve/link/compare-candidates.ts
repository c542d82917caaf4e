import { agreementsSelect, countedSelect } from './agree-sql.ts';
import { blocksSelect, crowdedSelect, keysSelect } from './block-sql.ts';
import { made, numberFrom, rowsOf, type LinkRun } from './link-run.ts';

/** A blocking key shared by too many records: pairs of those that share two such keys are still looked at, the others are not. */
export interface CrowdedRule {
  readonly rule: string;
  readonly keys: number;
  readonly records: number;
}

interface Compared {
  readonly candidates: number;
  readonly crowded: readonly CrowdedRule[];
}

/** Pairs are met by so many first records at a time, which a processor keeps at hand, and among them in the order of the second, which it reads ahead: that takes three quarters of the time. */
const readTogether = 65_536;

/** Pairs that share a block, each once, with how they agree. */
export async function compareCandidates(run: LinkRun): Promise<Compared> {
  const { engine, sql, plan, tables, cap } = run;
  await made(run, tables.keys, null, keysSelect(sql, plan, tables.records));
  await made(run, tables.crowded, 'key', crowdedSelect(tables.keys, cap));
  await made(run, tables.blocks, 'key', blocksSelect(sql, tables));
  await made(run, tables.pairs, null, `${sql.pairsWithin(tables.blocks, cap, plan.isAcross)}\nORDER BY ${sql.quotient('a', String(readTogether))}, b, a`);
  await compareInParts(run, await numberFrom(engine, `SELECT count(*) FROM ${tables.records}`));
  await made(run, tables.patterns, null, countedSelect(tables.agreements));
  const crowded = await rowsOf(engine, `SELECT key % 32 AS rule, count(*), sum(records) FROM ${tables.crowded} GROUP BY rule ORDER BY rule`);
  return {
    candidates: await numberFrom(engine, `SELECT sum(pairs) FROM ${tables.patterns}`),
    crowded: crowded.map(([rule, keys, records]) => ({ rule: plan.rules[Number(rule)]?.name ?? '', keys: Number(keys), records: Number(records) })),
  };
}

/** Both sides of a comparing statement are held in memory: records of a side in one, and in how many parts at most, as each is read once for each other. */
const [recordsAPart, partsAtMost] = [350_000, 4];

async function compareInParts(run: LinkRun, records: number): Promise<void> {
  const { engine, sql, plan, tables, limits } = run;
  const parts = Math.max(1, Math.min(partsAtMost, Math.ceil(records / recordsAPart)));
  const size = Math.ceil(records / parts);
  const part = (table: string, column: string, at: number): string => `(SELECT * FROM ${table} WHERE ${column} >= ${at * size} AND ${column} < ${(at + 1) * size})`;
  for (let first = 0; first < parts; first += 1) {
    // Of a pair, the first record has the smaller number.
    for (let second = first; second < parts; second += 1) {
      const pairs = `(SELECT * FROM ${part(tables.pairs, 'a', first)} AS begun WHERE b >= ${second * size} AND b < ${(second + 1) * size})`;
      const select = agreementsSelect(sql, plan, pairs, part(tables.records, 'n', first), part(tables.records, 'n', second));
      if (first === 0 && second === 0) await made(run, tables.agreements, null, select);
      else await engine.command(`INSERT INTO ${tables.agreements} ${select}${sql.limits(limits)}`);
    }
  }
}

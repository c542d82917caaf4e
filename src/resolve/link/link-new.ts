import { pairWeight } from '../../learn/index.ts';
import { agreementsSelect, levelsOf } from './agree-sql.ts';
import { blocksSelect, keysSelect, metSelect } from './block-sql.ts';
import { beyondUsual, createGiven, made, prepareRecords, rowsOf, type LinkModel, type LinkRun, type ScoredPair } from './link-records.ts';
import { readColumns } from './plan.ts';
import { allTables, tablesOf } from './table-names.ts';

/** A run over new rows against the records, blocks and frequencies that a run over everything left; `from` is the number of the first new row. */
export interface NewRows {
  readonly all: LinkRun;
  readonly from: number;
  /** Fills the table of rows as they are given. */
  readonly fill: (table: string) => Promise<void>;
}

/**
 * New records against all that are held and against each other: candidates from the blocks they fall into, scored by the frozen model. They are
 * held from then on. Values that were not seen before count as rare; a block that has outgrown the cap is left out.
 */
export async function linkNew({ all, from, fill }: NewRows, model: LinkModel, floor: number): Promise<ScoredPair[]> {
  const { engine, sql, plan, cap } = all;
  const own = tablesOf('new');
  const run: LinkRun = { ...all, tables: { ...own, frequencies: all.tables.frequencies, words: all.tables.words, crowded: all.tables.crowded }, isPassing: true };
  const dropped = async (): Promise<void> => { for (const table of allTables(own)) await engine.command(`DROP TABLE IF EXISTS ${table}`); };
  await dropped();
  await createGiven(run);
  await fill(own.given);
  await prepareRecords(run, from);
  await made(run, own.keys, null, keysSelect(sql, plan, own.records));
  await made(run, own.blocks, null, blocksSelect(sql, run.tables));
  await engine.command(`INSERT INTO ${all.tables.records} SELECT * FROM ${own.records}`);
  await engine.command(`INSERT INTO ${all.tables.blocks} SELECT * FROM ${own.blocks}`);
  await made(run, own.pairs, null, metSelect(sql, plan, { blocks: all.tables.blocks, met: own.blocks, from, cap }));
  const pairs = await scored(run, all.tables.records, model, floor);
  await dropped();
  return pairs;
}

/** Few pairs are weighed here and not in the engine: no table of weights is worth its writing. */
async function scored({ engine, sql, plan, tables }: LinkRun, records: string, model: LinkModel, floor: number): Promise<ScoredPair[]> {
  const met = `(SELECT n, ${readColumns(plan).join(', ')} FROM ${records} WHERE n IN (SELECT a FROM ${tables.pairs} UNION ALL SELECT b FROM ${tables.pairs}))`;
  const found: ScoredPair[] = [];
  for (const [a, b, rules, pattern, rarity] of await rowsOf(engine, agreementsSelect(sql, plan, tables.pairs, met))) {
    const levels = levelsOf(pattern, plan);
    const weight = pairWeight(model.kinds, levels, beyondUsual(plan, model.usual, levels, Number(rarity)));
    if (weight >= floor) found.push({ a: Number(a), b: Number(b), rules: Number(rules), rarity: Number(rarity), weight, levels });
  }
  return found.sort((one, other) => other.weight - one.weight || one.a - other.a || one.b - other.b);
}

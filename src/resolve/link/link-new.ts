import { agreementsSelect } from './agree-sql.ts';
import { blocksSelect, keysSelect, metSelect } from './block-sql.ts';
import { linkFew } from './few/link-few.ts';
import { givenColumns, givenRows } from './given-rows.ts';
import type { LinkModel } from './learn-model.ts';
import { createGiven, made, nextNumber, type LinkRun } from './link-run.ts';
import type { NewFound, Scoring } from './new-found.ts';
import { readColumns } from './plan.ts';
import { prepareRecords } from './prepare-records.ts';
import { passingTables, tablesOf } from './table-names.ts';
import { heaviestFirst, weighedHere, type ScoredPair } from './weigh-pairs.ts';

/** Planning the statements of a batch takes longer than to work out this many records beside the engine. */
const few = 100;

/**
 * New records against all that a run over everything left, and against each other: candidates from the blocks they fall into, scored by the frozen model. They are
 * held from then on. Each row holds the values of the plan's columns; values that were not seen before count as rare; of a block that has outgrown the cap, only
 * its first records are compared. The same whether records come alone or together.
 */
export async function linkNew(all: LinkRun, rows: ReadonlyArray<readonly string[]>, scoring: Scoring): Promise<NewFound> {
  const { pairs, ...found } = await (rows.length <= few ? linkFew : linkMany)(all, rows, scoring);
  return { ...found, pairs: heaviestFirst(pairs) };
}

async function linkMany(all: LinkRun, rows: ReadonlyArray<readonly string[]>, { model, floor, keysAt, keepNumbers }: Scoring): Promise<NewFound> {
  const { engine, sql, plan, cap } = all;
  const own = tablesOf('new');
  const run: LinkRun = { ...all, tables: { ...own, called: all.tables.called, sides: all.tables.sides, written: all.tables.written, frequencies: all.tables.frequencies, words: all.tables.words, crowded: all.tables.crowded }, isPassing: true };
  const dropped = (): Promise<unknown> => Promise.all(passingTables(own).concat(own.records, own.blocks).map((table) => engine.command(`DROP TABLE IF EXISTS ${table}`)));
  const [from] = await Promise.all([nextNumber(all), dropped()]);
  await createGiven(run);
  await engine.insert(own.given, givenRows(rows, from), { columns: givenColumns(plan), format: 'RowBinary' });
  await prepareRecords(run);
  await made(run, own.keys, null, keysSelect(sql, plan, own.records));
  await made(run, own.blocks, null, blocksSelect(sql, run.tables));
  await engine.command(`INSERT INTO ${all.tables.records} SELECT * FROM ${own.records}`);
  await engine.command(`INSERT INTO ${all.tables.blocks} SELECT * FROM ${own.blocks}`);
  await made(run, own.pairs, null, metSelect(plan, { blocks: all.tables.blocks, met: own.blocks, from, cap }));
  const pairs = await scored(run, all.tables.records, model, floor);
  const [keys] = await Promise.all([keysAt([...new Set(pairs.flatMap(({ a, b }) => [a, b]))].filter((n) => n < from)), keepNumbers(from), dropped()]);
  return { from, pairs, keys };
}

/** Few pairs are weighed here and not in the engine: no table of weights is worth its writing. The second of a pair is always new. */
async function scored(run: LinkRun, records: string, model: LinkModel, floor: number): Promise<ScoredPair[]> {
  const { sql, plan, tables } = run;
  const met = `(SELECT n, ${readColumns(plan).join(', ')} FROM ${records} WHERE n IN (SELECT a FROM ${tables.pairs}))`;
  return (await weighedHere(run, agreementsSelect(sql, plan, tables.pairs, met, tables.records), model)).filter(({ weight }) => weight >= floor);
}

import { made, numberFrom, rowsOf, type LinkRun } from './link-run.ts';
import { calledSelect, sidesSelect, writtenSelect } from './meant-rows.ts';
import { bearersSelect, comingFrom, countriesSelect, homesOf, homesSelect, type Home } from './name-homes.ts';
import { accountColumns, nameColumns, personColumns } from './plan.ts';
import { baseSelect, frequenciesSelect, recordsSelect, wordsSelect } from './prepare-sql.ts';

/** From rows as given to records as they are compared. */
export async function prepareRecords(run: LinkRun): Promise<void> {
  const { sql, plan, tables, isPassing } = run;
  if (!isPassing) await countWhatIsMeant(run);
  await made(run, tables.base, null, baseSelect(sql, plan, tables, { isFew: isPassing }));
  if (!isPassing) await countValues(run);
  await made(run, tables.records, 'n', recordsSelect(sql, plan, tables, { isFew: isPassing }));
}

/** Which column names belong into and what companies are called; a run over new rows takes both as they were. */
async function countWhatIsMeant(run: LinkRun): Promise<void> {
  const { sql, plan, tables } = run;
  const [person, account] = [personColumns(plan), accountColumns(plan)];
  if (person !== undefined) await made(run, tables.sides, 'name', sidesSelect(sql, person, tables.given));
  if (person?.email !== undefined) await made(run, tables.written, 'together', writtenSelect(sql, { ...person, email: person.email }, tables.given));
  if (account !== undefined) await made(run, tables.called, '(field, value)', calledSelect(account, tables.given));
}

/** Countries that names are counted by. */
const countriesAtMost = 16;

/** How common values and words are; a run over new rows takes the counts as they were. */
async function countValues(run: LinkRun): Promise<void> {
  const { engine, sql, plan, tables } = run;
  const names = nameColumns(plan);
  const homes = names === undefined ? [] : homesOf(await rowsOf(engine, homesSelect(tables.base, names.country, countriesAtMost)));
  await made(run, tables.frequencies, '(field, value)', frequenciesSelect(sql, plan, tables.base, homes));
  if (names !== undefined) await countCountries(run, homes);
  const words = wordsSelect(sql, plan, tables.base);
  if (words !== '') await made(run, tables.words, '(field, word)', words);
}

/** Where the people of each country come from. */
async function countCountries({ engine, sql, plan, tables }: LinkRun, homes: readonly Home[]): Promise<void> {
  const bearers = homes.length === 0 ? [] : await rowsOf(engine, bearersSelect(sql, plan, tables, homes, await numberFrom(engine, `SELECT count(*) FROM ${tables.base}`)));
  await engine.command(`INSERT INTO ${tables.frequencies} ${countriesSelect(sql, comingFrom(homes, bearers))}`);
}

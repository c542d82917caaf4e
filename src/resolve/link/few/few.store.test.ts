/** What is worked out beside the engine is what the engine would have worked out. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../../learn/index.ts';
import { withEngines } from '../../../store/engines/testing.ts';
import { levelsOf } from '../agree-sql.ts';
import { clickhouse } from '../clickhouse.ts';
import { compareCandidates } from '../compare-candidates.ts';
import { createGiven, linkRun, rowsOf, type LinkRun } from '../link-run.ts';
import { planFor, readColumns, type LinkPlan } from '../plan.ts';
import { prepareRecords } from '../prepare-records.ts';
import { hashOfNumber, hashOfText, hashTogether } from './city-hash.ts';
import { baseOf, readRecord, recordOf } from './few-records.ts';
import { readMeant } from './meant-values.ts';
import { keysOf } from './block-keys.ts';
import { levelsAt, readPlan } from './read-plan.ts';
import { columnsOfEveryKind } from './testing.ts';
import { readCounts } from './value-counts.ts';
import type { Row, Value } from './expression.ts';

const engines = withEngines();

test('texts and numbers have the hashes that the engine gives them', async () => {
  const texts = fc.sample(fc.string({ unit: 'grapheme', maxLength: 150 }), { numRuns: 400, seed: 11 });
  const rows = await rowsOf(engines().facts('default'), 'SELECT text, cityHash64(text) AS hash, cityHash64(7, text), cityHash64(hash, toUInt64(5)) FROM (SELECT arrayJoin({texts:Array(String)}) AS text)', { texts });
  expect(rows).toHaveLength(texts.length);
  for (const [text, hash, numbered, both] of rows.map((row) => row.map(String) as [string, string, string, string])) {
    expect([String(hashOfText(text)), String(hashTogether(hashOfNumber(7n), hashOfText(text))), String(hashTogether(hashOfNumber(BigInt(hash)), hashOfNumber(5n)))]).toEqual([hash, numbered, both]);
  }
});

const words: Readonly<Record<string, readonly string[]>> = {
  given: ['anna', 'ana', 'annabel', 'maria', 'mueller', ''], forms: ['anna', 'annabel anna', 'maria mary', ''], surname: ['mueller', 'muller', 'mulelr', 'anna', 'schmidt', ''], surnameForms: ['anna', 'mueller', ''], whole: ['anna mueller', 'mueller anna', 'maria schmidt'],
  email: ['anna.mueller@acme.com', 'anna.mueller2@acme.com', 'a.mueller@acme.com', 'info@beta.com', ''], host: ['acme.com', 'beta.com', ''], phone: ['+4930123456', '+4930123465', '+4989777777', ''],
  company: ['acme tools', 'acme tool', 'beta tools and sons', 'gamma', ''], form: ['gmbh', 'ag', ''], domain: ['acme.com', 'beta.com', ''], country: ['de', 'at', ''], city: ['berlin', 'berlni', 'wien', ''], postcode: ['10115', '10151', '1010', ''],
  street: ['main street', 'main stret', 'high street', ''], number: ['1', '12', ''], born: ['19800229', '19800301', '19811231', '18500101', '0', ''], year: ['1980', '1981', ''], code: ['ab123', 'ab132', 'xy999', ''],
  title: ['head of sales', 'head of sale', 'buyer', ''], note: ['the quick brown fox', 'a quick red fox', 'something else', ''], authors: ['a. smith, b. jones', 'b jones, a smith', 'c. miller', ''],
};

describe('a plan over every kind of column', () => {
  test.each(columnsOfEveryKind.map((columns, at) => [`kinds${at}`, columns] as const))('gives records their columns, keys and levels as the engine does (%s)', async (database, columns) => {
    await engines().createFactsDatabase(database);
    const plan = planFor(columns);
    const run = linkRun(engines().facts(database), clickhouse, plan, 'kinds', { cap: 1_000 });
    const random = randomStream('kinds', 3);
    const rows = Array.from({ length: 80 }, () => columns.map(({ name }) => { const some = words[name] as readonly string[]; return some[Math.floor(random() * some.length)] as string; }));
    await createGiven(run);
    await run.engine.insert(run.tables.given, rows.map((values, n) => ({ n, side: 0, ...Object.fromEntries(columns.map(({ name }, at) => [name, values[at]])) })));
    await prepareRecords(run);
    await compareCandidates(run);
    const read = readPlan(plan);
    const base = (await readMeant(run, rows)).meant.map((row) => baseOf(read, row));
    const counts = await readCounts(run, base);
    const records = base.map((row, n) => recordOf(plan, row, n, counts));
    expect(records.map(shown(plan))).toEqual((await recordsIn(run, records[0] as Row)).map(shown(plan)));
    expect(records.flatMap((record, n) => keysOf(plan, read, record).map((key) => `${key} ${n}`)).sort()).toEqual((await rowsOf(run.engine, `SELECT DISTINCT key, n FROM ${run.tables.blocks}`)).map(([key, n]) => `${key as string} ${n as number}`).sort());
    const agreed = await rowsOf(run.engine, `SELECT a, b, pattern FROM ${run.tables.agreements}`);
    expect(agreed.length).toBeGreaterThan(2_000);
    for (const [a, b, pattern] of agreed) expect([a, b, levelsAt(read, beside(records[Number(a)] as Row, records[Number(b)] as Row))]).toEqual([a, b, levelsOf(pattern, plan)]);
  });
});

const beside = (one: Row, other: Row): Row => Object.fromEntries([...Object.entries(one).map(([name, value]) => [`l_${name}`, value]), ...Object.entries(other).map(([name, value]) => [`r_${name}`, value])] as Array<[string, Value]>);

async function recordsIn({ engine, plan, tables }: LinkRun, like: Row): Promise<Row[]> {
  const columns = readColumns(plan);
  return (await rowsOf(engine, `SELECT ${columns.join(', ')} FROM ${tables.records} ORDER BY n`)).map((row) => readRecord(columns, row, like));
}

/** The columns that are compared; members of lists come in any order, numbers of four bytes may differ in the last. */
const shown = (plan: LinkPlan) => (record: Row): unknown => readColumns(plan).map((column) => [column, inOneOrder(record[column])]);
const inOneOrder = (value: unknown): unknown => (Array.isArray(value) ? value.map(inOneOrder).sort() : typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : value);

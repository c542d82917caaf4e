import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { withEngines } from './testing.ts';

const engines = withEngines();

const count = (table: string) => ({ name: `count_${table}`, text: `SELECT count() AS n FROM ${table}`, parameters: z.object({}), row: z.object({ n: z.coerce.number() }) }) as const;

test('both engines answer, and the house has its own database', async () => {
  const health = await engines().health();
  expect(health.postgres).toMatchObject({ ok: true, version: expect.stringMatching(/^18/) });
  expect(health.clickhouse).toMatchObject({ ok: true });
  expect(await engines().stateDatabases()).toContain('system');
  expect(engines().owner).toBe(true);
});

test('databases are created, listed and dropped in both engines; creating twice is the same as once', async () => {
  for (let round = 0; round < 2; round += 1) {
    await engines().createFactsDatabase('shop_1');
    await engines().createStateDatabase('shop_1');
  }
  expect(await engines().factsDatabases()).toContain('shop_1');
  expect(await engines().stateDatabases()).toContain('shop_1');
  expect((await engines().postgres('shop_1').query('SELECT current_database() AS name')).rows).toEqual([{ name: 'hindcast_shop_1' }]);
  await engines().dropFactsDatabase('shop_1');
  await engines().dropStateDatabase('shop_1');
  expect(await engines().factsDatabases()).not.toContain('shop_1');
  expect(await engines().stateDatabases()).not.toContain('shop_1');
});

test.each(['', 'Main', '1a', 'a-b', 'a"b', 'a`b', '../x', 'a'.repeat(42), 'a b', 'é'])('%j cannot be a database', async (name) => {
  const refused = expect.objectContaining({ code: 'bad_request' });
  await expect(engines().createFactsDatabase(name)).rejects.toEqual(refused);
  await expect(engines().createStateDatabase(name)).rejects.toEqual(refused);
  expect(() => engines().facts(name)).toThrow(refused);
  expect(() => engines().postgres(name)).toThrow(refused);
});

test('values come back as they went in: big integers as text, times in ISO, absent as null', async () => {
  await engines().createFactsDatabase('values_1');
  const facts = engines().facts('values_1');
  await facts.command("CREATE TABLE v (id UInt64, big Int64, at DateTime64(3, 'UTC'), x Nullable(Float64), tags Map(String, String)) ENGINE = MergeTree ORDER BY id");
  await facts.insert('v', [
    { id: 1, big: '9223372036854775807', at: 1_700_000_000_123, x: 0.1, tags: { 'a b': "it's \n \\ {x:String}" } },
    { id: 2, big: '-9223372036854775808', at: '2024-02-29T23:59:59.999Z', x: null, tags: {} },
  ]);
  const rows = await facts.query({
    name: 'v', text: 'SELECT * FROM v WHERE id >= {from:UInt64} ORDER BY id', parameters: z.object({ from: z.number() }),
    row: z.object({ id: z.coerce.number(), big: z.coerce.bigint(), at: z.iso.datetime(), x: z.number().nullable(), tags: z.record(z.string(), z.string()) }),
  }, { from: 1 });
  expect(rows).toEqual([
    { id: 1, big: 9223372036854775807n, at: '2023-11-14T22:13:20.123Z', x: 0.1, tags: { 'a b': "it's \n \\ {x:String}" } },
    { id: 2, big: -9223372036854775808n, at: '2024-02-29T23:59:59.999Z', x: null, tags: {} },
  ]);
});

test('a repeated insert with the same token adds nothing; without one it adds again', async () => {
  await engines().createFactsDatabase('tokens_1');
  const facts = engines().facts('tokens_1');
  await facts.command('CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 100');
  const token = randomUUID();
  for (let round = 0; round < 3; round += 1) await facts.insert('t', [{ id: 1 }], { token });
  expect(await facts.query(count('t'), {})).toEqual([{ n: 1 }]);
  for (let round = 0; round < 2; round += 1) await facts.insert('t', Buffer.from('{"id":2}\n{"id":3}\n'));
  expect(await facts.query(count('t'), {})).toEqual([{ n: 5 }]);
});

test('a misspelt column is an error, and nothing of the block is written', async () => {
  await engines().createFactsDatabase('strict_1');
  const facts = engines().facts('strict_1');
  await facts.command('CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id');
  await expect(facts.insert('t', [{ id: 1 }, { idd: 2 }])).rejects.toThrow(/idd/);
  expect(await facts.query(count('t'), {})).toEqual([{ n: 0 }]);
});

test('a long answer streams in pieces', async () => {
  let rows = 0;
  let pieces = 0;
  for await (const piece of engines().facts('default').stream('SELECT number, toString(number) FROM numbers({n:UInt64})', { n: 300_000 })) {
    rows += piece.length;
    pieces += 1;
  }
  expect(rows).toBe(300_000);
  expect(pieces).toBeGreaterThan(2);
});

test('every kind of parameter arrives as it was, on its own and in a list', async () => {
  const facts = engines().facts('default');
  const odd = "a' OR 1=1 --\\n\t\r\n\\ äß€😀 \\N";
  const [row] = await facts.fewRows(
    'SELECT {s:String}, {n:Int64}, {f:Float64}, {b:Bool}, {none:Nullable(String)}, {l:Array(String)}, {ns:Array(UInt32)}, {bs:Array(Bool)}, {empty:Array(String)}, {lists:Array(Array(String))}, {nulls:Array(Nullable(String))}',
    { s: odd, n: -5, f: 1.5e-7, b: true, none: null, l: [odd, ''], ns: [1, 4_294_967_295], bs: [true, false], empty: [], lists: [[odd], []], nulls: [null, odd] },
  );
  expect(row).toEqual([odd, '-5', 1.5e-7, true, null, [odd, ''], [1, 4_294_967_295], [true, false], [], [[odd], []], [null, odd]]);
});

test('a statement that fails tells the number of its failure, whatever was asked', async () => {
  const facts = engines().facts('default');
  for (const fail of [() => facts.fewRows('SELECT 1 FROM not_there', {}), () => facts.command('DROP TABLE not_there'), () => facts.insert('not_there', [{ id: 1 }])]) await expect(fail()).rejects.toMatchObject({ cause: { code: '60' } });
});

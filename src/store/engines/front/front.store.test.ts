import http from 'node:http';
import net from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withEngines } from '../testing.ts';

const port = await freePort();
const engines = withEngines({ clickhouseTcpPort: port, frontLimits: { analyst: { timeS: 2, memoryBytes: 500_000_000, rows: 1_000 } } });

let client: ClickHouseClient;
beforeAll(async () => {
  client = createClient({ url: `http://127.0.0.1:${port}`, compression: { request: true, response: true }, log: { level: ClickHouseLogLevel.OFF } });
  await client.command({ query: 'CREATE TABLE t (id UInt64, s String) ENGINE = MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 100' });
});
afterAll(() => client.close());

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

interface Raw { status: number; headers: http.IncomingHttpHeaders; body: Buffer }

function send(path: string, body: Buffer | string = '', headers: Record<string, string> = {}, method = 'POST'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }));
    });
    request.once('error', reject);
    request.end(body);
  });
}

const text = async (query: string, path = '/'): Promise<string> => (await send(path, query)).body.toString();
const asUrl = (parameters: Record<string, string>): string => `/?${new URLSearchParams(parameters)}`;

test('ping, GET, POST and a query in the URL', async () => {
  expect((await send('/ping', '', {}, 'GET')).body.toString()).toBe('Ok.\n');
  expect((await send(asUrl({ query: 'SELECT 1' }), '', {}, 'GET')).body.toString()).toBe('1\n');
  expect(await text('SELECT 2')).toBe('2\n');
  const named = await send(asUrl({ query_id: 'mine', default_format: 'JSONEachRow' }), 'SELECT 3 AS n');
  expect(named.body.toString()).toBe('{"n":3}\n');
  expect(named.headers['x-clickhouse-query-id']).toBe('mine');
});

test('trap: settings of one request do not reach the next', async () => {
  const setting = "SELECT getSetting('max_threads')";
  const usual = await text(setting);
  for (let round = 0; round < 12; round += 1) expect(await text(setting, asUrl({ max_threads: '1' }))).toBe('1\n');
  for (let round = 0; round < 12; round += 1) expect(await text(setting)).toBe(usual);
});

test('settings that are not on the list, or try to be more than a value, are refused', async () => {
  expect((await send(asUrl({ allow_ddl: '0' }), 'SELECT 1')).headers['x-clickhouse-exception-code']).toBe('115');
  expect((await send(asUrl({ max_threads: '1, readonly = 0' }), 'SELECT 1')).status).toBe(400);
  const odd = "\\'; DROP TABLE t; --";
  expect((await send(asUrl({ insert_deduplication_token: odd, query: 'INSERT INTO t FORMAT JSONEachRow' }), '{"id":900000}')).status).toBe(200);
  expect(await text('SELECT count() FROM t WHERE id = 900000')).toBe('1\n');
});

test('trap: parameters are bound by their type, stay apart between requests, and a missing one is an error', async () => {
  const nasty = "a' OR 1=1 --\\n\t\\";
  const rows = await client.query({ query: 'SELECT {s:String} AS s, {n:UInt64} AS n, {l:Array(String)} AS l', query_params: { s: nasty, n: 5, l: ["x'", 'y'] }, format: 'JSONEachRow' });
  expect(await rows.json()).toEqual([{ s: nasty, n: '5', l: ["x'", 'y'] }]);
  for (let round = 0; round < 12; round += 1) await expect(client.query({ query: 'SELECT {s:String}' })).rejects.toMatchObject({ code: '456', type: 'UNKNOWN_QUERY_PARAMETER' });
  const many = await Promise.all(Array.from({ length: 60 }, async (_, n) => (await client.query({ query: 'SELECT {n:UInt32} AS n', query_params: { n }, format: 'JSONEachRow' })).json<{ n: number }>()));
  expect(many.map((found) => found[0]?.n)).toEqual(Array.from({ length: 60 }, (_, n) => n));
});

test('trap: a list of many thousand values is bound, as a server does it', async () => {
  const list = Array.from({ length: 10_000 }, (_, n) => 10n ** 18n + BigInt(n));
  const rows = await client.query({ query: 'SELECT length({list:Array(UInt64)}) AS n', query_params: { list }, format: 'JSONEachRow' });
  expect(await rows.json()).toEqual([{ n: '10000' }]);
});

test('trap: two statements in one request are refused, in texts and comments a semicolon is only a semicolon', async () => {
  await expect(client.command({ query: 'SELECT 1; DROP TABLE t' })).rejects.toMatchObject({ code: '62' });
  expect(await text("SELECT ';' -- ; \n /* ; */ ;")).toBe(';\n');
  expect(await text('EXISTS TABLE t')).toBe('1\n');
});

test('trap: what a failed statement had written does not open the next answer', async () => {
  for (const format of ['JSON', 'JSONEachRow', 'CSV']) {
    for (let round = 0; round < 8; round += 1) {
      const failed = await send(asUrl({ wait_end_of_query: '1', max_block_size: '1000' }), `SELECT number, throwIf(number = 50000, 'enough') FROM numbers(100000) FORMAT ${format}`);
      expect(failed.headers['x-clickhouse-exception-code']).toBe('395');
      expect(await text('SELECT 7', asUrl({ wait_end_of_query: '1' }))).toBe('7\n');
    }
  }
});

test('trap: an empty line in the data does not end it, and nothing behind it runs as a statement', async () => {
  await client.command({ query: 'CREATE TABLE lines (id UInt64, s String) ENGINE = MergeTree ORDER BY id' });
  const insert = (format: string, body: string | Buffer): Promise<Raw> => send(asUrl({ query: `INSERT INTO lines FORMAT ${format}` }), body);
  expect((await insert('JSONEachRow', '{"id":1}\n\n{"id":2}\n\r\n{"id":3}\n')).status).toBe(200);
  expect((await insert('JSONEachRow', '{"id":4,"s":"a\\n\\nb"}\n\nDROP TABLE lines\n')).status).not.toBe(200);
  expect((await insert('CSV', '5,"a\n\nb"\n6,"c"\n')).status).toBe(200);
  expect(await text('SELECT groupArray(id) FROM (SELECT id FROM lines ORDER BY id)')).toBe('[1,2,3,5,6]\n');
});

test('binary data goes in and comes out as it was, whatever bytes it holds', async () => {
  await client.command({ query: 'CREATE TABLE b1 (id UInt64, s String) ENGINE = MergeTree ORDER BY id' });
  await client.command({ query: 'CREATE TABLE b2 AS b1' });
  await client.command({ query: "INSERT INTO b1 SELECT number, concat(char(10), char(10), char(0), ';', toString(number)) FROM numbers(70000)" });
  const out = await client.exec({ query: 'SELECT * FROM b1 ORDER BY id FORMAT Native' });
  const into = await client.exec({ query: 'INSERT INTO b2 FORMAT Native', values: out.stream });
  for await (const piece of into.stream as AsyncIterable<Buffer>) expect(piece.length).toBeGreaterThan(0);
  expect(await text('SELECT count(), sum(cityHash64(id, s)) FROM b1')).toBe(await text('SELECT count(), sum(cityHash64(id, s)) FROM b2'));
});

test('streams of rows go in and come out, compressed both ways', async () => {
  function* rows(): Generator<{ id: number; s: string }> { for (let id = 0; id < 50_000; id += 1) yield { id, s: 'x'.repeat(20) }; }
  await client.command({ query: 'CREATE TABLE streamed (id UInt64, s String) ENGINE = MergeTree ORDER BY id' });
  await client.insert({ table: 'streamed', values: Readable.from(rows()), format: 'JSONEachRow' });
  let count = 0;
  const answer = await client.query({ query: 'SELECT * FROM streamed', format: 'JSONCompactEachRow' });
  for await (const piece of answer.stream()) count += piece.length;
  expect(count).toBe(50_000);
  const zipped = await send(asUrl({ enable_http_compression: '1', query: 'INSERT INTO t FORMAT JSONEachRow' }), gzipSync('{"id":800000}'), { 'content-encoding': 'gzip' });
  expect(zipped.status).toBe(200);
  expect(JSON.parse(String(zipped.headers['x-clickhouse-summary']))).toMatchObject({ written_rows: '1' });
  const back = await send(asUrl({ enable_http_compression: '1' }), 'SELECT count() FROM streamed', { 'accept-encoding': 'gzip' });
  expect(gunzipSync(back.body).toString()).toBe('50000\n');
});

test('a failure in the middle of a stream is an error at the client, never a short answer', async () => {
  const answer = await client.query({ query: "SELECT number, throwIf(number = 500000, 'enough') FROM numbers(1000000)", format: 'JSONCompactEachRow' });
  const read = async (): Promise<void> => { for await (const piece of answer.stream()) expect(piece.length).toBeGreaterThan(0); };
  // The client reads the engine's own words only where the end of the stream comes to it in one piece; otherwise it says that something went wrong.
  await expect(read()).rejects.toThrow(/enough|there was an error in the stream/);
});

test('errors have ClickHouse\'s number, wording and an HTTP status', async () => {
  expect(await send('/', 'SELECT * FROM nosuch')).toMatchObject({ status: 404, headers: { 'x-clickhouse-exception-code': '60' } });
  expect(await send('/', 'SELEC')).toMatchObject({ status: 400, headers: { 'x-clickhouse-exception-code': '62' } });
  expect(await send(asUrl({ database: 'nosuch' }), 'SELECT 1')).toMatchObject({ status: 404 });
  await expect(client.query({ query: 'SELECT nosuch FROM t' })).rejects.toMatchObject({ code: '47', type: 'UNKNOWN_IDENTIFIER' });
});

test('trap: a time limit in a request is obeyed and does not leak', async () => {
  const startedMs = performance.now();
  await expect(client.query({ query: 'SELECT sum(cityHash64(number)) FROM numbers(100000000000)', clickhouse_settings: { max_execution_time: 1 } })).rejects.toMatchObject({ code: '159' });
  expect(performance.now() - startedMs).toBeLessThan(4_000);
  expect(await text("SELECT getSetting('max_execution_time')")).toBe('0\n');
});

test('trap: a caller that goes away ends its statement in the engine, too', async () => {
  for (const whole of [0, 1] as const) {
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 200);
    const waiting = client.query({ query: 'SELECT sum(cityHash64(number)) FROM numbers(100000000000)', abort_signal: leaving.signal, clickhouse_settings: { wait_end_of_query: whole } });
    await expect(waiting).rejects.toThrow(/abort/i);
    await expect.poll(() => text("SELECT count() FROM system.processes WHERE query LIKE '%100000000000%' AND query NOT LIKE '%processes%'"), { timeout: 3_000 }).toBe('0\n');
  }
});

test('trap: a point read does not wait behind scans, with parameters neither', async () => {
  const leaving = new AbortController();
  const scans = [1, 2, 3, 4].map((n) => client.query({
    query: 'SELECT sum(cityHash64(number + {n:UInt8})) FROM numbers(100000000000) SETTINGS max_threads = 1', query_params: { n }, abort_signal: leaving.signal,
  }).catch(() => null));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const startedMs = performance.now();
  expect(await text('SELECT {n:UInt8}', asUrl({ param_n: '4' }))).toBe('4\n');
  expect(performance.now() - startedMs).toBeLessThan(1_000);
  leaving.abort();
  await Promise.all(scans);
});

test('trap: 64-bit integers are quoted', async () => {
  expect(await text('SELECT toInt64(9223372036854775807) AS n FORMAT JSONEachRow')).toBe('{"n":"9223372036854775807"}\n');
});

test('trap: async_insert is accepted and the rows are there when the insert returns', async () => {
  await client.insert({ table: 't', values: [{ id: 700_000 }], format: 'JSONEachRow', clickhouse_settings: { async_insert: 1, wait_for_async_insert: 1 } });
  expect(await text('SELECT count() FROM t WHERE id = 700000')).toBe('1\n');
});

test('trap: toDate32OrNull clamps dates out of range; string distances count bytes', async () => {
  expect(await text("SELECT toDate32OrNull('1700-01-01')")).not.toBe('\\N\n');
  expect(await text("SELECT editDistance('Mueller', 'Müller'), editDistance('a', 'ä')")).toBe('2\t2\n');
});

test('the read-only member reads within its limits, writes nothing, and cannot free itself', async () => {
  const readOnly = asUrl({ readonly: '1' });
  for (let round = 0; round < 4; round += 1) {
    expect(await text('SELECT 1', readOnly)).toBe('1\n');
    expect((await send(readOnly, 'SET readonly = 0')).headers['x-clickhouse-exception-code']).toBe('164');
    expect((await send(readOnly, 'INSERT INTO t (id) VALUES (1)')).headers['x-clickhouse-exception-code']).toBe('164');
    expect((await send(asUrl({ readonly: '1', query: 'INSERT INTO t FORMAT JSONEachRow' }), '{"id":1}')).headers['x-clickhouse-exception-code']).toBe('164');
    expect((await send(readOnly, 'CREATE TABLE x (a Int8) ENGINE = Memory')).headers['x-clickhouse-exception-code']).toBe('164');
    expect((await send(readOnly, 'SELECT 1 SETTINGS max_execution_time = 0')).headers['x-clickhouse-exception-code']).toBe('164');
    expect((await send(readOnly, 'SELECT number FROM numbers(2000)')).headers['x-clickhouse-exception-code']).toBe('396');
  }
  expect((await send(readOnly, 'SELECT sum(cityHash64(number)) FROM numbers(100000000000)')).headers['x-clickhouse-exception-code']).toBe('159');
  expect((await send('/', 'INSERT INTO t (id) VALUES (1)')).status).toBe(200);
}, 20_000);

test('a statement that is too long is refused before it is read', async () => {
  const sent = send('/', Buffer.alloc(17 * 2 ** 20, ' ')).then((answer) => answer.status, (error: NodeJS.ErrnoException) => error.code);
  expect([413, 'EPIPE', 'ECONNRESET']).toContain(await sent);
  expect(await text('SELECT 1')).toBe('1\n');
});

test('the same engine is reached by the socket and by URL', async () => {
  expect((await engines().health()).clickhouse.ok).toBe(true);
  let found: unknown;
  for await (const rows of engines().facts('default').stream('SELECT count() > 0 FROM t', {})) found = rows[0]?.[0];
  expect(found).toBe(1);
});

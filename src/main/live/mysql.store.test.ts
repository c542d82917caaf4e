import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hasMariaDb, startMariaDb, type TestMariaDb } from '../../acquire/sources/sql/testing.ts';
import { systemPrincipal } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { withLiveSources } from './testing.ts';

/** Against a MariaDB of Debian; skipped where there is none. */
describe.runIf(hasMariaDb)('MySQL and MariaDB', () => {
  const { opened } = withLiveSources();
  let server: TestMariaDb;
  beforeAll(async () => { server = await startMariaDb('--sql-mode=STRICT_TRANS_TABLES', '--default-time-zone=+05:00'); });
  afterAll(() => server.stop());

  const insert = (from: number, to: number, at: string): string =>
    `INSERT INTO deals (id, \`deal name\`, stage, amount, created_at, updated_at) SELECT seq, CONCAT('Größe ', seq), IF(seq % 3 = 0, 'Closed Won', 'Proposal'), 12345678901.1250 + seq, '2026-02-01 02:30:00', '${at}' FROM seq_${from}_to_${to}`;

  const dealsOf = ({ facts }: WorkspaceStore) => facts.query({
    name: 'deals', text: 'SELECT record_id AS id, toString(amount_cents) AS cents, toUnixTimestamp64Milli(created_at) AS created, attributes FROM deals ORDER BY toUInt64(id)', parameters: z.object({}),
    row: z.object({ id: z.string(), cents: z.string().nullable(), created: z.coerce.number(), attributes: z.record(z.string(), z.string()) }),
  }, {});

  test('a table comes exactly, and then what changed: equal times, late rows, no times and times ahead lose nothing and double nothing', async () => {
    await server.run(
      "CREATE TABLE deals (id bigint unsigned PRIMARY KEY, `deal name` varchar(80) CHARACTER SET latin1, stage enum('Proposal', 'Closed Won'), amount decimal(20, 4), created_at timestamp NULL, extra json, flags bit(10), token binary(16), picture blob, big bigint unsigned, small double, smile varchar(9) CHARACTER SET utf8mb4, gone date, updated_at datetime(6)) CHARACTER SET latin1",
      "SET time_zone = '+03:00'", insert(1, 40, '2026-11-01 10:00:00.123456'),
      "UPDATE deals SET extra = '{\"k\": [1.0, \"ü\"]}', flags = b'1000000001', token = UNHEX('00FF10000000000000000000000000AB'), picture = 'x', big = 18446744073709551615, small = 0.1, smile = '😀', gone = '0000-00-00' WHERE id = 1");
    const { live, workspace } = await opened('my1');
    await live.create({ name: 'shop', kind: 'mysql', settings: { ...server.settings, tables: 'deals', 'cursor.deals': 'updated_at' }, secrets: server.secrets }, systemPrincipal);
    expect(await live.run('shop', {}, systemPrincipal)).toMatchObject({ state: 'done', records: 40, taken: 40, rejected: 0, error: null });
    const [first] = await dealsOf(workspace);
    expect(first).toMatchObject({ id: '1', cents: '1234567890213', created: Date.UTC(2026, 0, 31, 23, 30) });
    expect(first?.attributes).toMatchObject({ extra: '{"k": [1.0, "ü"]}', flags: '513', token: '00ff10000000000000000000000000ab', big: '18446744073709551615', small: '0.1', smile: '😀' });
    expect(first?.attributes).not.toHaveProperty('picture');
    expect(first?.attributes).not.toHaveProperty('gone');
    expect((await workspace.facts.query({ name: 'n', text: "SELECT name AS name FROM deals WHERE record_id = '1'", parameters: z.object({}), row: z.object({ name: z.string() }) }, {}))[0]?.name).toBe('Größe 1');

    await server.run(insert(41, 45, '2026-11-01 10:00:00.123456'));
    await server.run("INSERT INTO deals (id, updated_at) VALUES (50, '2026-11-01 09:59:30'), (51, '9999-12-31'), (52, '2099-01-01'), (53, NULL), (54, '0000-00-00')");
    expect(await live.run('shop', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 10 });
    await server.run("UPDATE deals SET amount = 1, updated_at = '2026-11-02 00:00:00' WHERE id = 7", "UPDATE deals SET amount = 2 WHERE id = 54");
    expect(await live.run('shop', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 2 });
    const held = await dealsOf(workspace);
    expect([held.length, new Set(held.map(({ id }) => id)).size, held.find(({ id }) => id === '7')?.cents]).toEqual([50, 50, '100']);
  });

  test('a cursor of whole numbers beyond 2^53 misses none and reads no more than it must', async () => {
    await server.run('CREATE TABLE visits (deal_id varchar(9), subject varchar(20), at datetime, n bigint PRIMARY KEY)', "INSERT INTO visits SELECT 'D-1', 'Visit', '2026-10-01', 9007199254740992 + seq FROM seq_1_to_30");
    const { live } = await opened('my2');
    await live.create({ name: 'visits', kind: 'mariadb', settings: { ...server.settings, tables: 'visits', 'cursor.visits': 'n', 'as.visits': 'activity' }, secrets: server.secrets }, systemPrincipal);
    expect(await live.run('visits', {}, systemPrincipal)).toMatchObject({ state: 'done', records: 30, taken: 30 });
    await server.run("INSERT INTO visits VALUES ('D-1', 'Visit', '2026-10-02', 9007199254741023)");
    expect(await live.run('visits', {}, systemPrincipal)).toMatchObject({ state: 'done', records: 2, taken: 1 });
  });

  test('names come from the database alone, a query is one SELECT that writes nothing, and every refusal says what to do', async () => {
    await server.run('CREATE TABLE asked (deal_id varchar(9), at datetime, subject varchar(20))', "INSERT INTO asked SELECT CONCAT('D-', seq), '2026-10-01', CONCAT('Call ', seq) FROM seq_1_to_30");
    const { live } = await opened('my3');
    const failing = async (name: string, more: Record<string, string>) => {
      await live.create({ name, kind: 'mysql', settings: { ...server.settings, ...more }, secrets: server.secrets }, systemPrincipal);
      return (await live.run(name, {}, systemPrincipal)).error;
    };
    expect(await failing('a', { tables: 'asked; DROP TABLE asked' })).toContain('There is no table');
    expect(await failing('b', { tables: 'asked', 'cursor.asked': 'at` OR 1=1 -- ' })).toContain('has no column');
    expect(await failing('c', { query: 'SELECT 1; DELETE FROM asked' })).toContain('error in your SQL syntax');
    expect(await failing('d', { query: 'SELECT at FROM asked) AS q; DELETE FROM asked; SELECT * FROM (SELECT 1' })).toContain('error in your SQL syntax');
    expect(await failing('e', { query: "SELECT 1 INTO OUTFILE '/tmp/hindcast-written'" })).toContain('error in your SQL syntax');
    expect(await failing('f', { query: 'SELECT ? AS a' })).not.toBeNull();
    expect(await failing('g', { port: '1' })).toContain('ECONNREFUSED');
    expect(await failing('h', { tls: 'verify' })).toMatch(/secure connection|SSL/);
    expect(await failing('i', { query: 'SELECT SLEEP(20) AS a', statementSeconds: '1' })).toMatch(/max_statement_time|too long/);
    expect(await server.run('SELECT COUNT(*) AS n FROM asked')).toEqual([[{ n: 30 }]]);

    await live.create({ name: 'asked', kind: 'mysql', settings: { ...server.settings, query: 'SELECT deal_id, at, subject FROM asked -- all of them', stream: 'calls', 'as.calls': 'activity', 'key.calls': 'deal_id,at' }, secrets: server.secrets }, systemPrincipal);
    expect(await live.run('asked', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 30, error: null });
    expect(await live.run('asked', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 0 });
  });
});

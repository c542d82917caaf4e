import { expect, test } from 'vitest';
import { z } from 'zod';
import { systemPrincipal } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { withLiveSources } from './testing.ts';

const { engines, opened } = withLiveSources();

async function aDatabase(name: string, ...statements: string[]) {
  await engines().createStateDatabase(name);
  const pool = engines().postgres(name);
  for (const text of statements) await pool.query(text);
  const { host = '', port = 5432, user = '', password } = pool.options as { host?: string; port?: number; user?: string; password?: string };
  return { pool, settings: { host, port: String(port), database: pool.options.database ?? name, user }, secrets: typeof password === 'string' ? { password } : {} };
}

const createDeals = `CREATE TABLE deals (id bigint PRIMARY KEY, "deal name" text, stage text, amount numeric(20, 4), created_at timestamptz, tags text[], extra jsonb, picture bytea, updated_at timestamp NOT NULL)`;
const insert = (from: number, to: number, at: string): string =>
  `INSERT INTO deals SELECT id, 'Deal ' || id, CASE WHEN id % 3 = 0 THEN 'Closed Won' ELSE 'Proposal' END, 12345678901.1250 + id, '2026-01-31 23:30:00+02', ARRAY['a','b "c"'], '{"k": 1}', 'x', '${at}' FROM generate_series(${from}, ${to}) AS id`;

const dealsOf = ({ facts }: WorkspaceStore) => facts.query({
  name: 'deals', text: 'SELECT record_id AS id, toString(amount_cents) AS cents, toUnixTimestamp64Milli(created_at) AS created, attributes FROM deals ORDER BY toUInt64(id)', parameters: z.object({}),
  row: z.object({ id: z.string(), cents: z.string().nullable(), created: z.coerce.number(), attributes: z.record(z.string(), z.string()) }),
}, {});

test('a table comes exactly, and then what changed: equal times, late rows and a time far ahead lose nothing and double nothing', async () => {
  const { pool, settings, secrets } = await aDatabase('shop', createDeals, insert(1, 40, '2026-11-01 10:00:00.123456'), 'CREATE TABLE other (x int)');
  const { live, workspace } = await opened('pg1');
  await live.create({ name: 'shop', kind: 'postgres', settings: { ...settings, tables: 'deals', 'cursor.deals': 'updated_at' }, secrets }, systemPrincipal);
  expect(await live.run('shop', {}, systemPrincipal)).toMatchObject({ state: 'done', records: 40, taken: 40, error: null });
  const [first] = await dealsOf(workspace);
  expect(first).toMatchObject({ id: '1', cents: '1234567890213', created: Date.UTC(2026, 0, 31, 21, 30), attributes: { tags: '["a","b \\"c\\""]', 'extra': '{"k": 1}' } });
  expect(first?.attributes).not.toHaveProperty('picture');

  await pool.query(insert(41, 45, '2026-11-01 10:00:00.123456'));
  await pool.query("INSERT INTO deals (id, updated_at) VALUES (50, '2026-11-01 09:59:30'), (51, 'infinity'), (52, '2099-01-01')");
  expect(await live.run('shop', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 8 });
  await pool.query("UPDATE deals SET amount = 1, updated_at = '2026-11-02 00:00:00' WHERE id = 7");
  expect(await live.run('shop', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 1 });
  const held = await dealsOf(workspace);
  expect([held.length, new Set(held.map(({ id }) => id)).size, held.find(({ id }) => id === '7')?.cents]).toEqual([48, 48, '100']);
});

test('names come from the database alone, a query is one SELECT that writes nothing, and every refusal says what to do', async () => {
  const { pool, settings, secrets } = await aDatabase('asked', createDeals, insert(1, 3, '2026-11-01'), 'CREATE TABLE visits ("when" timestamptz, deal_id text, at timestamptz, subject text)', "INSERT INTO visits SELECT now(), 'D-' || n, '2026-10-01', 'Visit ' || n FROM generate_series(1, 30) AS n");
  const { live, workspace } = await opened('pg2');
  const failing = async (name: string, more: Record<string, string>) => {
    await live.create({ name, kind: 'postgres', settings: { ...settings, ...more }, secrets }, systemPrincipal);
    return (await live.run(name, {}, systemPrincipal)).error;
  };
  expect(await failing('a', { tables: 'deals; DROP TABLE deals' })).toContain('There is no table');
  expect(await failing('b', { tables: 'deals', 'cursor.deals': 'id" OR 1=1 --' })).toContain('has no column');
  expect(await failing('c', { query: 'SELECT 1; DELETE FROM deals' })).toContain('syntax error');
  expect(await failing('d', { query: 'SELECT id FROM deals) AS q; DELETE FROM deals; SELECT * FROM (SELECT 1' })).toMatch(/multiple commands|syntax error/);
  expect(await failing('e', { query: 'WITH gone AS (DELETE FROM deals RETURNING id) SELECT * FROM gone' })).toMatch(/data-modifying|read-only/);
  expect(await failing('f', { query: "SELECT nextval('s')" })).toContain('does not exist');
  expect(await failing('g', { host: '127.0.0.1', port: '1' })).toContain('ECONNREFUSED');
  expect((await pool.query('SELECT count(*)::int AS n FROM deals')).rows).toEqual([{ n: '3' }].map(() => ({ n: 3 })));
  await expect(live.create({ name: 'h', kind: 'postgres', settings: { ...settings, tls: 'maybe' } }, systemPrincipal)).rejects.toThrow('tls');

  await live.create({ name: 'asked', kind: 'postgres', settings: { ...settings, query: 'SELECT deal_id, at, subject FROM visits -- all of them', stream: 'visits', 'as.visits': 'activity', 'key.visits': 'deal_id,at' }, secrets }, systemPrincipal);
  expect(await live.run('asked', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 30, error: null });
  expect(await live.run('asked', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 0 });
  expect((await workspace.facts.query({ name: 'n', text: 'SELECT count() AS n FROM activities', parameters: z.object({}), row: z.object({ n: z.coerce.number() }) }, {}))[0]?.n).toBe(30);
});

import { join } from 'node:path';
import { hasMariaDb, startMariaDb } from '../src/acquire/sources/sql/testing.ts';
import { openEngines } from '../src/store/index.ts';
import { chanceAt } from '../test/product/crm-export.ts';
import { askHindcast, runHindcast, type CommandOptions } from '../test/product/command.ts';
import { counted, killLiveSource } from '../test/faults/kill-live-source.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

const rows = 1_000_000;
const killsARound = 3;
const latestKillMs = 20_000;

const inPostgres = `CREATE TABLE activities AS SELECT id AS activity_id, 'D-' || id % 10000 AS deal_id, (ARRAY['call', 'meeting', 'e-mail'])[id % 3 + 1] AS type, 'About offer ' || id % 977 AS subject,
  CASE WHEN id % 2 = 0 THEN 'inbound' ELSE 'outbound' END AS direction, 'Rep ' || id % 23 AS owner, timestamptz '2025-01-01 00:00:00+00' + id * interval '20 seconds' AS activity_date,
  timestamptz '2025-01-01 00:00:00+00' + id / 50 * interval '1000 seconds' AS updated_at FROM generate_series(1, ${rows}) AS id`;

const inMariaDb = `CREATE TABLE activities (PRIMARY KEY (activity_id), INDEX (updated_at, activity_id)) AS SELECT seq AS activity_id, CONCAT('D-', seq % 10000) AS deal_id, ELT(seq % 3 + 1, 'call', 'meeting', 'e-mail') AS type, CONCAT('About offer ', seq % 977) AS subject,
  IF(seq % 2 = 0, 'inbound', 'outbound') AS direction, CONCAT('Rep ', seq % 23) AS owner, '2025-01-01' + INTERVAL seq * 20 SECOND AS activity_date,
  TIMESTAMP('2025-01-01 00:00:00') + INTERVAL (seq DIV 50) * 1000 SECOND AS updated_at FROM seq_1_to_${rows}`;

/** A server of its own with the table; many rows share one time of change. */
interface Server {
  readonly kind: string;
  readonly name: string;
  readonly settings: readonly string[];
  readonly secrets: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

async function startPostgres(context: BenchContext): Promise<Server> {
  const engines = await openEngines({ dataDir: join(context.folder, 'server'), log: () => undefined });
  await engines.createStateDatabase('shop');
  const pool = engines.postgres('shop');
  for (const text of [inPostgres, 'ALTER TABLE activities ADD PRIMARY KEY (activity_id)', 'CREATE INDEX ON activities (updated_at, activity_id)', 'ANALYZE activities']) await pool.query(text);
  const { host = '', user = '', database = '' } = pool.options;
  return { kind: 'postgres', name: 'Postgres', settings: [`host=${host}`, `user=${user}`, `database=${database}`], secrets: {}, stop: () => engines.close() };
}

async function startMaria(): Promise<Server> {
  const server = await startMariaDb();
  await server.run(inMariaDb, 'ANALYZE TABLE activities');
  return { kind: 'mariadb', name: 'MariaDB', settings: Object.entries(server.settings).map(([name, value]) => `${name}=${value}`), secrets: server.secrets, stop: server.stop };
}

const optionsFor = (server: Server, context: BenchContext, folder: string): CommandOptions => ({
  dataFolder: join(context.folder, `${server.kind}-${folder}`, 'data'), timeoutMs: 600_000,
  env: Object.fromEntries(Object.entries(server.secrets).map(([name, value]) => [`HINDCAST_SECRET_${name.toUpperCase()}`, value])),
});

async function createSource(server: Server, options: CommandOptions, batchRows: number): Promise<void> {
  const secrets = Object.keys(server.secrets).flatMap((name) => ['--secret', name]);
  await askHindcast(['source', 'create', 'shop', '--kind', server.kind, ...secrets, '--setting', ...server.settings, 'tables=activities', 'cursor.activities=updated_at', `batchRows=${batchRows}`], options);
}

async function read(server: Server, context: BenchContext, round: number): Promise<{ first: number; again: number }> {
  const options = optionsFor(server, context, `read-${round}`);
  await createSource(server, options, 500_000);
  const first = await runHindcast(['source', 'run', 'shop', '--workspace', 'main'], options);
  const held = await counted(options);
  if (first.exitCode !== 0 || held.seen !== rows) throw new Error(`${held.seen} of ${rows} rows arrived: ${first.stdout}${first.stderr}`);
  const again = await runHindcast(['source', 'run', 'shop', '--workspace', 'main'], options);
  return { first: first.elapsedMs / 1_000, again: again.elapsedMs / 1_000 };
}

async function killed(server: Server, context: BenchContext, round: number): Promise<{ lost: number; doubled: number; underWay: number }> {
  const options = optionsFor(server, context, `kill-${round}`);
  await createSource(server, options, 100_000);
  const moments = Array.from({ length: killsARound }, (_, index) => ({ afterMs: 2_000 + chanceAt(context.seed, round * killsARound + index) * latestKillMs }));
  const found = await killLiveSource('shop', moments, options);
  return { lost: rows - found.distinct, doubled: found.seen - found.distinct + found.isNew - rows + found.isChanged, underWay: found.underWay };
}

async function measureServer(server: Server, context: BenchContext): Promise<Figure[]> {
  const reads: Awaited<ReturnType<typeof read>>[] = [];
  const kills: Awaited<ReturnType<typeof killed>>[] = [];
  for (let round = 1; round <= context.rounds; round += 1) {
    reads.push(await read(server, context, round));
    context.say(`${server.name}, round ${round}: 1,000,000 rows in ${reads.at(-1)?.first.toFixed(1)} s`);
    kills.push(await killed(server, context, round));
    context.say(`${server.name}, round ${round}: after ${killsARound} kills ${JSON.stringify(kills.at(-1))}`);
  }
  return [
    { name: `a ${server.name} table of 1,000,000 rows, command to receipt`, unit: 's', values: reads.map((one) => one.first), atMost: 60 },
    { name: `${server.name}: the same again, nothing changed`, unit: 's', values: reads.map((one) => one.again) },
    { name: `${server.name}: runs killed (-9) while they were under way`, unit: 'runs', values: kills.map((one) => one.underWay) },
    { name: `${server.name}: rows lost after the kills`, unit: 'rows', values: kills.map((one) => one.lost), atMost: 0 },
    { name: `${server.name}: rows doubled after the kills`, unit: 'rows', values: kills.map((one) => one.doubled), atMost: 0 },
  ];
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = [];
  if (!hasMariaDb) context.say('MariaDB is not here: only Postgres is measured');
  for (const start of hasMariaDb ? [startPostgres, startMaria] : [startPostgres]) {
    const server = await start(context);
    try {
      figures.push(...await measureServer(server, context));
    } finally {
      await server.stop();
    }
  }
  return figures;
}

/** Speed and kills of database tables. */
export const bench: Bench = {
  asks: 'How long does a table of a million rows in Postgres and in MariaDB take until all of them count, and does kill -9 lose or double any?',
  rounds: 3,
  measure,
};

import { join } from 'node:path';
import { openEngines, type Engines } from '../src/store/index.ts';
import { chanceAt } from '../test/product/crm-export.ts';
import { askHindcast, runHindcast, type CommandOptions } from '../test/product/command.ts';
import { counted, killLiveSource } from '../test/faults/kill-live-source.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

const rows = 1_000_000;
const killsARound = 3;
const latestKillMs = 20_000;

const createTable = `CREATE TABLE activities AS SELECT id AS activity_id, 'D-' || id % 10000 AS deal_id, (ARRAY['call', 'meeting', 'e-mail'])[id % 3 + 1] AS type, 'About offer ' || id % 977 AS subject,
  CASE WHEN id % 2 = 0 THEN 'inbound' ELSE 'outbound' END AS direction, 'Rep ' || id % 23 AS owner, timestamptz '2025-01-01 00:00:00+00' + id * interval '20 seconds' AS activity_date,
  timestamptz '2025-01-01 00:00:00+00' + id / 50 * interval '1000 seconds' AS updated_at FROM generate_series(1, ${rows}) AS id`;

/** A Postgres server of its own with the table; many rows share one time of change. */
async function startServer(context: BenchContext): Promise<Engines> {
  const engines = await openEngines({ dataDir: join(context.folder, 'server'), log: () => undefined });
  await engines.createStateDatabase('shop');
  const pool = engines.postgres('shop');
  await pool.query(createTable);
  await pool.query('ALTER TABLE activities ADD PRIMARY KEY (activity_id)');
  await pool.query('CREATE INDEX ON activities (updated_at, activity_id)');
  await pool.query('ANALYZE activities');
  return engines;
}

async function createSource(engines: Engines, options: CommandOptions, batchRows: number): Promise<void> {
  const { host = '', user = '', database = '' } = engines.postgres('shop').options;
  await askHindcast(['source', 'create', 'shop', '--kind', 'postgres', '--setting', `host=${host}`, `user=${user}`, `database=${database}`, 'tables=activities', 'cursor.activities=updated_at', `batchRows=${batchRows}`], options);
}

async function read(engines: Engines, context: BenchContext, round: number): Promise<{ first: number; again: number }> {
  const options = { dataFolder: join(context.folder, `read-${round}`, 'data'), timeoutMs: 600_000 };
  await createSource(engines, options, 500_000);
  const first = await runHindcast(['source', 'run', 'shop', '--workspace', 'main'], options);
  const held = await counted(options);
  if (first.exitCode !== 0 || held.seen !== rows) throw new Error(`${held.seen} of ${rows} rows arrived: ${first.stdout}${first.stderr}`);
  const again = await runHindcast(['source', 'run', 'shop', '--workspace', 'main'], options);
  return { first: first.elapsedMs / 1_000, again: again.elapsedMs / 1_000 };
}

async function killed(engines: Engines, context: BenchContext, round: number): Promise<{ lost: number; doubled: number; underWay: number }> {
  const options = { dataFolder: join(context.folder, `kill-${round}`, 'data'), timeoutMs: 600_000 };
  await createSource(engines, options, 100_000);
  const moments = Array.from({ length: killsARound }, (_, index) => ({ afterMs: 2_000 + chanceAt(context.seed, round * killsARound + index) * latestKillMs }));
  const found = await killLiveSource('shop', moments, options);
  return { lost: rows - found.distinct, doubled: found.seen - found.distinct + found.isNew - rows + found.isChanged, underWay: found.underWay };
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const engines = await startServer(context);
  try {
    const reads: Awaited<ReturnType<typeof read>>[] = [];
    const kills: Awaited<ReturnType<typeof killed>>[] = [];
    for (let round = 1; round <= context.rounds; round += 1) {
      reads.push(await read(engines, context, round));
      context.say(`round ${round}: 1,000,000 rows in ${reads.at(-1)?.first.toFixed(1)} s`);
      kills.push(await killed(engines, context, round));
      context.say(`round ${round}: after ${killsARound} kills ${JSON.stringify(kills.at(-1))}`);
    }
    return [
      { name: 'a Postgres table of 1,000,000 rows, command to receipt', unit: 's', values: reads.map((one) => one.first), atMost: 60 },
      { name: 'the same again, nothing changed', unit: 's', values: reads.map((one) => one.again) },
      { name: 'runs killed (-9) while they were under way', unit: 'runs', values: kills.map((one) => one.underWay) },
      { name: 'rows lost after the kills', unit: 'rows', values: kills.map((one) => one.lost), atMost: 0 },
      { name: 'rows doubled after the kills', unit: 'rows', values: kills.map((one) => one.doubled), atMost: 0 },
    ];
  } finally {
    await engines.close();
  }
}

/** Speed and kills of a database table. */
export const bench: Bench = {
  asks: 'How long does a Postgres table of a million rows take until all of them count, and does kill -9 lose or double any?',
  rounds: 3,
  measure,
};

/** A process of its own that opens engines for a test: prints what it got as one line of JSON, ends on SIGTERM. */
import { openEngines, type EngineOptions } from './index.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as Omit<EngineOptions, 'log'>;
const said: string[] = [];
const engines = await openEngines({ ...options, log: (line) => void said.push(line) });
const health = await engines.health();
await engines.createFactsDatabase('kept');
await engines.facts('kept').command('CREATE TABLE IF NOT EXISTS kept (id UInt64) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1, fsync_part_directory = 1');
await engines.facts('kept').insert('kept', [{ id: process.pid }]);
const rows: unknown[] = [];
for await (const piece of engines.facts('kept').stream('SELECT id FROM kept ORDER BY id', {})) rows.push(...piece);
// One at a time: even IF NOT EXISTS fails when two create the same table at once.
await engines.postgres('system').query('DO $$ BEGIN PERFORM pg_advisory_xact_lock(1); CREATE TABLE IF NOT EXISTS kept (id int); END $$');
await engines.postgres('system').query('INSERT INTO kept VALUES ($1)', [process.pid]);
const kept = await engines.postgres('system').query<{ n: number }>('SELECT count(*)::int AS n FROM kept');
process.stdout.write(`${JSON.stringify({ owner: engines.owner, health, processes: engines.processes(), facts: rows.length, state: kept.rows[0]?.n, said })}\n`);
process.on('SIGTERM', () => void engines.close().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);

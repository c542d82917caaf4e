/**
 * The process that holds the embedded facts engine: one per data directory, launched by `openEngines`.
 * Its only argument is JSON. It ends when its launcher's end of standard input closes, on SIGTERM, or when the engine
 * stops listening to its own limits (exit code 70; the launcher starts it again).
 */
import { chmod, mkdir, rm, unlink } from 'node:fs/promises';
import type { Server } from 'node:http';
import { z } from 'zod';
import { defaultLimits, StatementRunner } from './front/runner.ts';
import { createFront } from './front/server.ts';

const argumentSchema = z.object({
  dataDir: z.string(),
  socketPath: z.string(),
  /** Long inserts pass through files here; emptied at the start. */
  spoolDir: z.string(),
  tcpPort: z.number().int().nullable(),
  limits: z.object({
    connections: z.number().int(),
    patienceMs: z.number(),
    insertBytes: z.number().int(),
    analyst: z.object({ timeS: z.number(), memoryBytes: z.number(), rows: z.number() }),
  }).partial(),
});
/** What the launcher tells the front. `tcpPort` is on 127.0.0.1, for tools that cannot open a Unix socket. */
export type FrontArgument = z.input<typeof argumentSchema>;

const argument = argumentSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const exitStuck = 70;

// Relative paths from here on: a path in SQL is a pattern, and the folder's name may hold any character.
await rm(argument.spoolDir, { recursive: true, force: true });
await mkdir(argument.spoolDir, { recursive: true, mode: 0o700 });
process.chdir(argument.spoolDir);
const runner = await StatementRunner.open(argument.dataDir, { ...defaultLimits, ...definedOf(argument.limits) }, (reason) => {
  process.stderr.write(`the engine is stuck: ${reason}\n`);
  process.exit(exitStuck);
});
const servers = [createFront(runner)];
await removeIfThere(argument.socketPath);
await listening(servers[0], argument.socketPath);
await chmod(argument.socketPath, 0o600);
if (argument.tcpPort !== null) {
  const overTcp = createFront(runner);
  servers.push(overTcp);
  await listening(overTcp, argument.tcpPort);
}

let leaving = false;
process.on('SIGTERM', () => void leave());
process.on('SIGINT', () => void leave());
process.stdin.on('end', () => void leave()).on('error', () => void leave()).resume();

/** Stops what runs, waits for it briefly, and goes. What was acknowledged is on disk already. */
async function leave(): Promise<void> {
  if (leaving) return;
  leaving = true;
  for (const server of servers) server.close();
  setTimeout(() => process.exit(0), 3_000).unref();
  await runner.cancelAll();
  while (runner.busy) await new Promise((resolve) => setTimeout(resolve, 20));
  runner.close();
  process.exit(0);
}

function definedOf<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function listening(server: Server | undefined, where: string | number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!server) return resolve();
    server.once('error', reject);
    const ready = (): void => resolve();
    if (typeof where === 'string') server.listen(where, ready);
    else server.listen(where, '127.0.0.1', ready);
  });
}

async function removeIfThere(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

import http from 'node:http';
import path from 'node:path';
import type { FrontArgument } from './chdb-front.ts';
import { EngineProcess } from './engine-process.ts';
import type { LaunchedEngines } from './leftovers.ts';

export interface FrontOptions {
  readonly dataDir: string;
  readonly runtimeDir: string;
  readonly logsDir: string;
  readonly tcpPort?: number;
  readonly limits?: FrontArgument['limits'];
}

export const clickhouseSocket = (runtimeDir: string): string => path.join(runtimeDir, 'clickhouse.sock');

/** Starts the process that holds the embedded facts engine; resolves when it answers. */
export async function launchFront(options: FrontOptions, launched: LaunchedEngines, log: (line: string) => void): Promise<EngineProcess> {
  const socketPath = clickhouseSocket(options.runtimeDir);
  const argument: FrontArgument = {
    dataDir: path.join(options.dataDir, 'clickhouse'),
    socketPath,
    spoolDir: path.join(options.runtimeDir, 'spool'),
    tcpPort: options.tcpPort ?? null,
    limits: options.limits ?? {},
  };
  const script = path.join(import.meta.dirname, `chdb-front${path.extname(import.meta.filename)}`);
  return EngineProcess.start({
    name: 'clickhouse',
    command: [process.execPath, script, JSON.stringify(argument)],
    cwd: import.meta.dirname,
    // Each statement holds one thread of libuv's pool for as long as it runs; four would be used up by four scans.
    environment: { PATH: '/usr/local/bin:/usr/bin:/bin', UV_THREADPOOL_SIZE: '24', TZ: 'UTC', LC_ALL: 'C' },
    logFile: path.join(options.logsDir, 'clickhouse.log'),
    stopWith: 'SIGTERM',
    onOwnerDeath: 'KILL',
    probe: () => ping(socketPath),
  }, launched, log);
}

function ping(socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.get({ socketPath, path: '/ping', timeout: 5_000 }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`/ping answered ${response.statusCode}`))));
    });
    request.once('timeout', () => request.destroy(new Error('/ping took too long')));
    request.once('error', reject);
  });
}

/** For tests: engines in a temporary folder, started once per test file. Imports vitest, so never import it elsewhere. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openEngines, type EngineOptions, type Engines } from './index.ts';

/**
 * Starts engines before the tests of the calling file and removes them afterwards. Call the result inside tests.
 * `environment` may name servers in `HINDCAST_TEST_CLICKHOUSE_URL` and `HINDCAST_TEST_POSTGRES_URL`; pass `process.env`
 * to run a file against them.
 */
export function withEngines(options: Partial<EngineOptions> = {}, environment: Readonly<Record<string, string | undefined>> = {}): () => Engines {
  let engines: Engines | undefined;
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await temporaryFolder();
    engines = await openEngines({ dataDir: folder, log: () => undefined, ...serversOf(environment), ...options });
  }, 60_000);
  afterAll(async () => {
    await engines?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  }, 30_000);
  return () => {
    if (!engines) throw new Error('Engines can be used inside tests only.');
    return engines;
  };
}

/** A new 0700 folder. */
export const temporaryFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'hindcast-test-'));

function serversOf(environment: Readonly<Record<string, string | undefined>>): Pick<EngineOptions, 'clickhouseUrl' | 'postgresUrl'> {
  const { HINDCAST_TEST_CLICKHOUSE_URL: clickhouseUrl, HINDCAST_TEST_POSTGRES_URL: postgresUrl } = environment;
  return { ...(clickhouseUrl ? { clickhouseUrl } : {}), ...(postgresUrl ? { postgresUrl } : {}) };
}

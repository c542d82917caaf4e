import { randomBytes, randomUUID } from 'node:crypto';
import { runCli } from '../cli/index.ts';
import { openAccess } from './open-access.ts';
import { HouseApplication } from './application.ts';
import { configurationFrom, type Configuration } from './configuration.ts';
import { doctorChecks } from './doctor.ts';
import { openHouse } from './house.ts';
import { packageVersion } from './package-version.ts';

const log = (line: string): void => { process.stderr.write(`${line}\n`); };

/** Opens the product in this process: it launches the engines, or joins those of a running server. */
async function openApplication(configuration: Configuration): Promise<HouseApplication> {
  const house = await openHouse({ configuration, now: Date.now, newId: randomUUID, log });
  const access = openAccess(house, randomBytes);
  return new HouseApplication(house, house.analyst, access, { runsJobsItself: true });
}

/** Runs one command line; resolves with the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const configuration = () => configurationFrom(process.env, process.cwd());
  return runCli(argv, {
    openApplication: () => openApplication(configuration()),
    // Every other command would read the whole API for nothing.
    startServer: async (options: { port?: number }) => (await import('./server.ts')).startServer({ configuration: { ...configuration(), ...(options.port === undefined ? {} : { port: options.port }) }, environment: process.env, log }),
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    isTty: process.stderr.isTTY === true,
    env: process.env,
    version: packageVersion(),
    doctorChecks: () => doctorChecks(configuration()),
  });
}

import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import type { Configuration } from './configuration.ts';

/** One thing that was looked at, whether it is as it should be, and what to do where it is not. */
export interface DoctorCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly todo: string | null;
}

const gigabyte = 1024 ** 3;
const check = (name: string, ok: boolean, detail: string, todo: string): DoctorCheck => ({ name, ok, detail, todo: ok ? null : todo });

/** Looks at what an installation needs before its engines are started. Changes nothing but the data folder's existence. */
export async function doctorChecks(configuration: Configuration): Promise<DoctorCheck[]> {
  return [nodeVersion(), platform(), memory(), ...await folder(configuration.dataFolder), publicAddress(configuration)];
}

function nodeVersion(): DoctorCheck {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return check('Node', major > 22 || (major === 22 && minor >= 18), process.versions.node, 'Run through npm, which uses the version this project brings.');
}

function platform(): DoctorCheck {
  const known = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
  const here = `${process.platform}-${process.arch}`;
  return check('Platform', known.includes(here), here, 'Windows: use WSL2. Elsewhere: point HINDCAST_CLICKHOUSE_URL and HINDCAST_POSTGRES_URL at servers.');
}

function memory(): DoctorCheck {
  const held = totalmem() / gigabyte;
  return check('Memory', held >= 3.5, `${held.toFixed(1)} GB, ${availableParallelism()} cores`, 'The embedded engines want about 3 GB for a medium company.');
}

async function folder(dataFolder: string): Promise<DoctorCheck[]> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await access(dataFolder, constants.W_OK);
    const space = await statfs(dataFolder);
    const free = (space.bavail * space.bsize) / gigabyte;
    return [
      check('Data folder', true, dataFolder, ''),
      check('Free space', free >= 2, `${free.toFixed(1)} GB`, 'Free some space, or set HINDCAST_DATA to a larger disk.'),
    ];
  } catch (error) {
    return [check('Data folder', false, `${dataFolder}: ${error instanceof Error ? error.message : String(error)}`, 'Set HINDCAST_DATA to a folder that you may write to.')];
  }
}

const publicAddress = (configuration: Configuration): DoctorCheck =>
  check('Public address', true, configuration.publicUrl ?? 'none: links work on this computer only', '');

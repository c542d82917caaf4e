import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export type Role = 'api' | 'worker' | 'facts engine' | 'state engine' | 'other';

export interface SeenProcess {
  readonly pid: number;
  readonly parent: number;
  readonly role: Role;
  readonly command: string;
  readonly residentBytes: number;
  readonly peakBytes: number;
  /** Share of memory that is this process's alone, with common pages divided; null where the kernel does not tell. */
  readonly proportionalBytes: number | null;
}

/** Linux only: /proc tells which processes belong to a data folder, by their environment, arguments or working folder. */
export const canSeeProcesses = process.platform === 'linux';

/** Every live process that works on the data folder. */
export function processesOn(dataFolder: string): SeenProcess[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => pid !== process.pid && belongsTo(pid, dataFolder)).flatMap(see);
}

function belongsTo(pid: number, dataFolder: string): boolean {
  const words = [fileOf(pid, 'environ'), fileOf(pid, 'cmdline')].join('\0').split('\0');
  if (words.some((word) => word === `HINDCAST_DATA=${dataFolder}` || word.includes(`${dataFolder}/`))) return true;
  return folderOf(pid).startsWith(`${dataFolder}/`);
}

function see(pid: number): SeenProcess[] {
  const status = fileOf(pid, 'status');
  if (status === '' || /^State:\s+[ZX]/m.test(status)) return [];
  const command = fileOf(pid, 'cmdline').split('\0').join(' ').trim();
  return [{
    pid,
    parent: numberAfter(status, 'PPid') ?? 0,
    role: roleOf(command),
    command,
    residentBytes: (numberAfter(status, 'VmRSS') ?? 0) * 1024,
    peakBytes: (numberAfter(status, 'VmHWM') ?? 0) * 1024,
    proportionalBytes: kibibytes(numberAfter(fileOf(pid, 'smaps_rollup'), 'Pss')),
  }];
}

function roleOf(command: string): Role {
  if (/chdb-front/.test(command)) return 'facts engine';
  if (/postgres|initdb/.test(command)) return 'state engine';
  if (/\/worker\.(ts|js)/.test(command)) return 'worker';
  return /hindcast\.js/.test(command) ? 'api' : 'other';
}

const kibibytes = (value: number | null): number | null => (value === null ? null : value * 1024);

function numberAfter(text: string, label: string): number | null {
  const match = new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(text);
  return match?.[1] === undefined ? null : Number(match[1]);
}

// A process may end between being listed and being read: then there is nothing to tell.
function fileOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch (error) {
    return whenGone(error);
  }
}

function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    return whenGone(error);
  }
}

function whenGone(error: unknown): '' {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(code)) return '';
  throw error;
}

/** Waits until no process works on the data folder; answers those that are still there when the time is over. */
export async function processesLeftOn(dataFolder: string, withinMs: number): Promise<SeenProcess[]> {
  const untilMs = performance.now() + withinMs;
  for (;;) {
    const left = processesOn(dataFolder);
    if (left.length === 0 || performance.now() > untilMs) return left;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const sumBytes = (seen: readonly SeenProcess[]): number => seen.reduce((sum, one) => sum + one.residentBytes, 0);

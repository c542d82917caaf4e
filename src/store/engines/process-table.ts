import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessMark {
  readonly pid: number;
  readonly startedAt: string;
}

/** When a process started, in the system's own words; null when there is none, or only its unread remains. */
export async function startOf(pid: number): Promise<string | null> {
  return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
}

/** Field 22 of /proc/PID/stat, in clock ticks since boot. The name in field 2 may hold spaces and brackets. */
async function startFromProc(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : fields[19] ?? null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}

async function startFromPs(pid: number): Promise<string | null> {
  try {
    return (await execFileAsync('ps', ['-o', 'lstart=', '-p', String(pid)])).stdout.trim() || null;
  } catch (error) {
    if ((error as { code?: unknown }).code === 1) return null;
    throw error;
  }
}

export const isAlive = async (mark: ProcessMark): Promise<boolean> => (await startOf(mark.pid)) === mark.startedAt;

/** Asks with `signal`, insists with SIGKILL after `patienceMs`, and returns when the process is gone. */
export async function stopProcess(mark: ProcessMark, signal: NodeJS.Signals, patienceMs: number): Promise<void> {
  await signalIfAlive(mark, signal);
  if (await goneWithin(mark, patienceMs)) return;
  await signalIfAlive(mark, 'SIGKILL');
  if (!(await goneWithin(mark, 10_000))) throw new Error(`Process ${mark.pid} of this folder could not be stopped.`);
}

async function signalIfAlive(mark: ProcessMark, signal: NodeJS.Signals): Promise<void> {
  if (!(await isAlive(mark))) return;
  try {
    process.kill(mark.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function goneWithin(mark: ProcessMark, patienceMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += 20) {
    if (!(await isAlive(mark))) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

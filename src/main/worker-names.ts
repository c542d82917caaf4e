import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Process id and start time: a new process with an old id is not taken for the old one. */
export const workerName = (pid: number): string => `${pid}:${startTimeOf(pid) ?? 'unknown'}`;

/** True where the process that a worker's name stands for is there. */
export function isAlive(worker: string): boolean {
  const [pid = '', startedAt] = worker.split(':');
  try {
    process.kill(Number(pid), 0);
  } catch {
    return false;
  }
  const now = startTimeOf(Number(pid));
  return now === undefined || startedAt === 'unknown' || now === startedAt;
}

function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(path.join('/proc', String(pid), 'stat'), 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    // Not Linux, or the process is gone: the id alone must do.
    return undefined;
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';

const everyMs = 100;
/** Between two looks at which processes there are. */
const looksAtOnce = 20;

/** Watches the memory of this process and of those it starts. Linux only. */
export interface MemoryWatch {
  /** The most that all of them held at one moment, in MB. */
  peakMb(): Promise<number>;
}

/** On a thread of its own, which goes on while this one works. */
export function watchMemory(): MemoryWatch {
  const worker = new Worker(new URL(import.meta.url));
  worker.unref();
  return {
    peakMb: () => new Promise((resolve) => {
      worker.once('message', (peak: number) => { resolve(peak); });
      worker.postMessage('peak');
    }),
  };
}

function watch(): void {
  let [pids, looks, peak] = [ours(), 0, 0];
  setInterval(() => {
    if (++looks % looksAtOnce === 0) pids = ours();
    peak = Math.max(peak, pids.reduce((sum, pid) => sum + residentOf(pid), 0));
  }, everyMs);
  parentPort?.on('message', () => { parentPort?.postMessage(peak); });
}

function ours(): number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => [Number(pid), parentOf(pid)]));
  const isOurs = (pid: number | undefined): boolean => pid !== undefined && pid !== 0 && (pid === process.pid || isOurs(parents.get(pid)));
  return [...parents.keys()].filter(isOurs);
}

const statusOf = (pid: string | number): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // It has ended.
    return '';
  }
};

const parentOf = (pid: string): number => Number(/^PPid:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0);
const residentOf = (pid: number): number => Number(/^VmRSS:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0) / 1_024;

if (!isMainThread) watch();

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext } from '../bench.ts';
import type { SideResult, SideTask } from './side.ts';

/** Short-lived objects need room, else they are copied again and again; the scored pairs of ten million records need more than is given. */
const nodeOptions = ['--max-semi-space-size=32', '--max-old-space-size=8192'];

/** One engine in a process of its own. */
export function runSide(context: BenchContext, task: Omit<SideTask, 'folder'>, name: string): SideResult {
  const folder = join(context.folder, name);
  mkdirSync(folder, { recursive: true });
  const run = spawnSync(process.execPath, [...nodeOptions, join(import.meta.dirname, 'side.ts'), JSON.stringify({ ...task, folder })], { encoding: 'utf8', maxBuffer: 1 << 26, timeout: 3_600_000 });
  if (run.status !== 0) throw new Error(`${name}: ${run.stdout}${run.stderr}`);
  const result = JSON.parse(run.stdout.trim().split('\n').at(-1) as string) as SideResult;
  context.say(`${name}: ${Object.entries(result.seconds).map(([step, seconds]) => `${step} ${seconds.toFixed(1)} s`).join(', ')}; ${result.candidates} candidates, ${result.crowdedKeys} crowded keys, peak ${result.peakMb.toFixed(0)} MB`);
  return result;
}

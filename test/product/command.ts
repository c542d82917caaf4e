import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
/** Built once per run of the tests (built-command.ts); otherwise as people run it. */
const entry = process.env['HINDCAST_BUILT_COMMAND'] ?? join(repository, 'bin', 'hindcast.js');

export interface CommandOptions {
  readonly dataFolder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

export interface CommandRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
}

/** A Hindcast process on the given data folder, started but not waited for. */
export function spawnHindcast(words: readonly string[], options: CommandOptions): ChildProcess {
  const env = { ...process.env, CI: '1', NO_COLOR: '1', HINDCAST_DATA: options.dataFolder, ...options.env };
  return spawn(process.execPath, [entry, ...words], { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs one command to its end; a command that outlives its time is killed and reported with exit code -1. */
export async function runHindcast(words: readonly string[], options: CommandOptions): Promise<CommandRun> {
  const startedMs = performance.now();
  const child = spawnHindcast(words, options);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const late = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 120_000);
  const exitCode = await exitOf(child);
  clearTimeout(late);
  return { exitCode, stdout: stdout(), stderr: stderr(), elapsedMs: performance.now() - startedMs };
}

/** Answer of a command run with `--json`. Throws with what the command wrote when it failed or wrote something else. */
export async function askHindcast<T>(words: readonly string[], options: CommandOptions): Promise<T> {
  const run = await runHindcast([...words, '--json'], options);
  if (run.exitCode !== 0) throw new Error(`hindcast ${words.join(' ')} ended with ${run.exitCode}:\n${run.stderr}\n${run.stdout}`);
  return JSON.parse(run.stdout) as T;
}

/** Exit code, or -1 when a signal ended the process. */
export const exitOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else if (child.signalCode !== null) resolve(-1);
    else child.once('close', (code) => resolve(code ?? -1));
  });

/** Gathers a stream as text; the answer is what has come so far. */
export function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

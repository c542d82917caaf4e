import { createServer, type AddressInfo } from 'node:net';
import type { ChildProcess } from 'node:child_process';
import { collect, exitOf, spawnHindcast, askHindcast, type CommandOptions } from './command.ts';

export interface RunningHindcast {
  readonly process: ChildProcess;
  readonly url: string;
  /** Milliseconds from the start of the process to the first answer of /health. */
  readonly healthyAfterMs: number;
  output(): string;
  stop(): Promise<number>;
}

export interface ServerOptions extends CommandOptions {
  readonly demo: 'S' | 'M' | 'none';
  readonly healthyWithinMs?: number;
}

/** Starts the server on a free loopback port and waits until it answers. */
export async function startHindcast(options: ServerOptions): Promise<RunningHindcast> {
  const port = await freePort();
  const startedMs = performance.now();
  const child = spawnHindcast(['start', '--port', String(port), '--demo', options.demo], { ...options, env: { HINDCAST_PORT: String(port), ...options.env } });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const output = (): string => `${stdout()}\n${stderr()}`;
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child, output, options.healthyWithinMs ?? 120_000);
  return { process: child, url, healthyAfterMs: performance.now() - startedMs, output, stop: () => stopServer(child) };
}

async function stopServer(child: ChildProcess): Promise<number> {
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const exitCode = await exitOf(child);
  clearTimeout(late);
  return exitCode;
}

async function untilHealthy(url: string, child: ChildProcess, output: () => string, withinMs: number): Promise<void> {
  const untilMs = performance.now() + withinMs;
  while (performance.now() < untilMs) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended before it answered:\n${output()}`);
    if (await answers(`${url}/health`)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`no answer from ${url}/health within ${withinMs} ms:\n${output()}`);
}

const answers = (url: string): Promise<boolean> => fetch(url, { signal: AbortSignal.timeout(5_000) }).then((answer) => answer.ok, () => false);

/** Waits until /health answers again, as after a crash of one of the parts. */
export async function untilAnswers(url: string, withinMs: number): Promise<boolean> {
  const untilMs = performance.now() + withinMs;
  while (performance.now() < untilMs) {
    if (await answers(`${url}/health`)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Signs in by a link made on the command line; answers the cookie to send with every request. */
export async function signIn(server: RunningHindcast, options: CommandOptions): Promise<string> {
  return signInWith(server, await askHindcast<{ url: string }>(['sign-in'], options));
}

/** Signs in by a link that was made for somebody. */
export async function signInWith(server: RunningHindcast, link: { readonly url: string }): Promise<string> {
  const { pathname, search } = new URL(link.url);
  const answer = await fetch(`${server.url}${pathname}${search}`, { redirect: 'manual' });
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  if (cookie === '') throw new Error(`signing in gave no cookie: ${answer.status} ${await answer.text()}`);
  return cookie;
}

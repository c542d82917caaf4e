import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, statSync, truncateSync } from 'node:fs';
import type { LaunchedEngines } from './leftovers.ts';
import { startOf, stopProcess, type ProcessMark } from './process-table.ts';

export interface EngineCommand {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly environment: Record<string, string>;
  readonly logFile: string;
  /** How it is asked to stop, and how it is told that its owner died. */
  readonly stopWith: 'SIGTERM' | 'SIGQUIT' | 'SIGINT';
  readonly onOwnerDeath: 'KILL' | 'QUIT';
  /** Resolves when the engine answers; throws while it does not. */
  readonly probe: () => Promise<void>;
}

const setprivPath = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file));
const longestLogBytes = 5_000_000;
const restartPauseMs = 250;
const mostRestarts = 20;

/** A launched engine: started again when it dies unasked, stopped when its owner closes or dies. */
export class EngineProcess {
  readonly #what: EngineCommand;
  readonly #launched: LaunchedEngines;
  readonly #log: (line: string) => void;
  #child: ChildProcess | undefined;
  #mark: ProcessMark | undefined;
  #closing = false;
  #answered = false;
  #restarts = 0;

  private constructor(what: EngineCommand, launched: LaunchedEngines, log: (line: string) => void) {
    this.#what = what;
    this.#launched = launched;
    this.#log = log;
  }

  /** Throws with the end of the engine's log where it does not answer within a minute. */
  static async start(what: EngineCommand, launched: LaunchedEngines, log: (line: string) => void): Promise<EngineProcess> {
    const engine = new EngineProcess(what, launched, log);
    try {
      await engine.#launch();
    } catch (error) {
      await engine.stop();
      throw error;
    }
    return engine;
  }

  get pid(): number | undefined {
    return this.#mark?.pid;
  }

  async #launch(): Promise<void> {
    const child = this.#spawn();
    this.#child = child;
    child.once('exit', (code, signal) => this.#died(child, `${code ?? signal}`));
    // Written down at once: from here on a kill of this process must not lose track of the child.
    if (child.pid !== undefined) {
      const mark = { pid: child.pid, startedAt: (await startOf(child.pid)) ?? '' };
      this.#mark = mark;
      this.#launched.add({ name: this.#what.name, ...mark, stopWith: this.#what.stopWith });
    }
    await this.#answers(child);
    this.#answered = true;
  }

  #spawn(): ChildProcess {
    const { command, logFile, cwd, environment } = this.#what;
    if (existsSync(logFile) && statSync(logFile).size > longestLogBytes) truncateSync(logFile);
    const logTo = openSync(logFile, 'a', 0o600);
    const [file, ...rest] = withDeathSignal(command, this.#what.onOwnerDeath);
    try {
      // Its own session: an interrupt typed at the terminal reaches the owner, which then stops its engines in order.
      return spawn(file, rest, { cwd, env: environment, detached: true, stdio: ['pipe', logTo, logTo] });
    } finally {
      closeSync(logTo);
    }
  }

  async #answers(child: ChildProcess): Promise<void> {
    let failed: unknown;
    child.once('error', (error) => { failed = error; });
    for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 25) {
      if (failed) throw failed;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${this.#what.name} ended at once; see ${this.#what.logFile}.`);
      try {
        return await this.#what.probe();
      } catch (error) {
        failed = isStartingUp(error) ? undefined : error;
      }
      await pause(25);
    }
    throw new Error(`${this.#what.name} did not answer within a minute; see ${this.#what.logFile}.`);
  }

  #died(child: ChildProcess, how: string): void {
    if (this.#closing || !this.#answered || child !== this.#child) return;
    this.#log(`${this.#what.name} ended unasked (${how})`);
    this.#restarts += 1;
    if (this.#restarts > mostRestarts) return this.#log(`${this.#what.name} is not started again: it ended ${mostRestarts} times`);
    setTimeout(() => {
      if (this.#closing) return;
      this.#launch().then(
        () => this.#log(`${this.#what.name} answers again`),
        (error: unknown) => this.#log(`${this.#what.name} could not be started again: ${error instanceof Error ? error.message : String(error)}`),
      );
    }, restartPauseMs).unref();
  }

  async stop(): Promise<void> {
    this.#closing = true;
    if (this.#mark) await stopProcess(this.#mark, this.#what.stopWith, 10_000);
    this.#launched.remove(this.#what.name);
  }
}

/** The signal is set last, by the process that becomes the engine: a change of user on the way would clear it. */
function withDeathSignal(command: readonly [string, ...string[]], signal: 'KILL' | 'QUIT'): [string, ...string[]] {
  if (!setprivPath) return [...command];
  const separator = command.indexOf('--');
  const wrapper = [setprivPath, '--pdeathsig', signal, '--'] as const;
  if (separator < 0) return [...wrapper, ...command];
  return [...command.slice(0, separator + 1), ...wrapper, ...command.slice(separator + 1)] as [string, ...string[]];
}

const startingUp = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03']);
const isStartingUp = (error: unknown): boolean => startingUp.has((error as { code?: string }).code ?? '');
const pause = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs));

import type { EventEmitter } from 'node:events';
import type { Application, Progress, Workspace } from '../model/index.ts';

/** One thing that `doctor` looked at. */
export interface DoctorCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly todo: string | null;
}

export interface StartedServer {
  readonly url: string;
  readonly application: Application;
  stop(): Promise<void>;
}

/** Everything that a command needs of the world. */
export interface CliParts {
  readonly openApplication: (options: { readonly json: boolean }) => Promise<Application>;
  readonly startServer: (options: { readonly port?: number }) => Promise<StartedServer>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: NodeJS.WritableStream;
  /** What is piped in; absent where nothing is. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly isTty: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly doctorChecks: () => Promise<DoctorCheck[]>;
  /** Where SIGINT and SIGTERM arrive; the process itself unless given. */
  readonly signals?: EventEmitter;
}

/** What a command works with while it runs. */
export interface CommandContext {
  readonly parts: CliParts;
  readonly json: boolean;
  readonly workspaceName: string | undefined;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** The product; opened at the first call, closed when the command ends. */
  application(): Promise<Application>;
  /** The workspace asked for, or the one that `--workspace` would be by itself. */
  workspace(usual?: string): Promise<Workspace>;
  /** The same choice over an application that is already open. */
  workspaceOf(application: Application): Promise<Workspace>;
  /** Prints the answer: the value as JSON with `--json`, else the lines. */
  answer(value: unknown, lines: () => readonly string[]): void;
}

/** Options as commander read them. */
export type Options = Readonly<Record<string, unknown>>;

/** One command: its words, its options, and what it does. Resolves with the exit code, 0 where it gives none. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly arguments?: ReadonlyArray<readonly [syntax: string, meaning: string]>;
  readonly options?: ReadonlyArray<readonly [flags: string, meaning: string, otherwise?: string]>;
  readonly run: (context: CommandContext, words: readonly unknown[], options: Options) => Promise<number | void>;
}

/** The text of an option, where it was given. */
export const textOf = (options: Options, name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);

import process from 'node:process';
import { Failure, type Application } from '../model/index.ts';
import { textOf, type CliParts, type CommandContext, type Options } from './command.ts';
import { reportProgress } from './report-progress.ts';

export interface OpenedContext {
  readonly context: CommandContext;
  interrupted(): boolean;
  close(): Promise<void>;
}

/** What a command works with. A signal asks it to stop; for a server that is how it ends, for others an interruption. */
export function openContext(options: Options, parts: CliParts, serves: boolean): OpenedContext {
  const abort = new AbortController();
  const report = reportProgress(parts);
  const signals = parts.signals ?? process;
  const stop = (): void => abort.abort();
  signals.on('SIGINT', stop).on('SIGTERM', stop);
  let opened: Promise<Application> | undefined;
  const json = options['json'] === true;
  const workspaceName = textOf(options, 'workspace');
  const application = (): Promise<Application> => (opened ??= parts.openApplication({ json }));
  const context: CommandContext = {
    parts, json, workspaceName, signal: abort.signal, progress: report.progress, application,
    workspace: async (usual) => (await application()).workspace(workspaceNamed(workspaceName ?? usual)),
    workspaceOf: (given) => given.workspace(workspaceNamed(workspaceName)),
    answer: (value, lines) => {
      report.end();
      parts.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join('\n')}\n`);
    },
  };
  return {
    context,
    interrupted: () => abort.signal.aborted && !serves,
    close: async () => {
      report.end();
      signals.off('SIGINT', stop).off('SIGTERM', stop);
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

function workspaceNamed(name: string | undefined): string | undefined {
  if (name !== undefined && !/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new Failure('bad_request', `"${name}" cannot be the name of a workspace.`, 'Use small letters, digits and underscores.');
  return name;
}

import { Failure, systemPrincipal, type Application } from '../../model/index.ts';
import { textOf, type Command, type CommandContext, type Options } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { actionLines } from '../print/actions.ts';
import { shortForecasts } from '../print/forecast.ts';
import { leakLines } from '../print/leaks.ts';
import { linkLines } from '../print/link.ts';

const demoSeed = 1;

export const command: Command = {
  name: 'start', summary: 'starts everything, loads the demo the first time, prints the result and a sign-in link',
  options: [['--port <number>', 'port to listen on; 4700 unless HINDCAST_PORT says otherwise'], ['--demo <size>', 'demo of the first start: S, M or none', 'M']],
  run: async (context, _words, options) => {
    const demo = demoOf(options);
    const server = await context.parts.startServer(portOf(options));
    try {
      await loadDemoOnce(context, server.application, demo);
      if (!context.signal.aborted) await printResult(context, server.application, server.url);
      await untilAborted(context.signal);
    } finally {
      await server.stop();
    }
    return exitCodes.ok;
  },
};

function demoOf(options: Options): 'S' | 'M' | 'none' {
  const size = textOf(options, 'demo') ?? 'M';
  if (size !== 'S' && size !== 'M' && size !== 'none') throw new Failure('bad_request', '--demo takes S, M or none.');
  return size;
}

function portOf(options: Options): { port?: number } {
  const text = textOf(options, 'port');
  if (text === undefined) return {};
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Failure('bad_request', `"${text}" is no port.`, 'Choose a number from 1024 to 65535.');
  return { port };
}

/** The demo comes with the first start only: neither beside own data nor again after it was removed on purpose. */
async function loadDemoOnce(context: CommandContext, application: Application, size: 'S' | 'M' | 'none'): Promise<void> {
  const held = await application.workspaces();
  const loadedBefore = (await application.jobs()).some((job) => job.kind === 'demo' && job.state === 'done');
  if (size === 'none' || loadedBefore || held.some((one) => one.imports > 0)) return;
  const job = await application.waitForJob((await application.loadDemo(size, demoSeed, systemPrincipal)).id, context.progress, context.signal);
  if (job.state === 'failed') context.parts.stderr.write(`hindcast: the demo could not be loaded: ${job.error ?? job.stage}\n`);
}

async function printResult(context: CommandContext, application: Application, url: string): Promise<void> {
  const workspace = await context.workspaceOf(application);
  const link = await application.signInLink(undefined, systemPrincipal);
  const [forecast, leaks, actions] = await Promise.all([workspace.forecast({}), workspace.leaks({}), workspace.actions({})]);
  const demo = (await application.workspaces()).some((one) => one.name === workspace.name && one.demo);
  context.answer({ url, workspace: workspace.name, link, forecast, leaks, actions }, () => [
    demo ? 'Demo company: none of this is your data.' : `Workspace ${workspace.name}.`, '',
    'Forecast', ...(forecast.length === 0 ? ['No deals yet. Drop a deals export, or import it: hindcast import FILE'] : shortForecasts(forecast)), '',
    'Leaks', ...leakLines(leaks), '',
    'Do next', ...actionLines(actions, 5), '',
    `Hindcast runs at ${url}. Ctrl+C stops it.`, ...linkLines(link),
  ]);
}

const untilAborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', () => resolve(), { once: true });
});

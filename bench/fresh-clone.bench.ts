import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { collect, exitOf, repository } from '../test/product/command.ts';
import { processesLeftOn, processesOn, sumBytes } from '../test/product/processes.ts';
import { freePort, untilAnswers } from '../test/product/server.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

interface Account {
  readonly label: string;
  readonly uid: number;
  readonly gid: number;
}

/** The account that runs the bench and, for root, an ordinary one beside it. */
function accounts(): Account[] {
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  if (own.uid !== 0) return [{ label: 'ordinary user', ...own }];
  return [{ label: 'root, 0700 folder', ...own }, { label: 'ordinary user', uid: 65_534, gid: 65_534 }];
}

interface FirstStart {
  readonly healthyS: number;
  readonly resultS: number;
  readonly peakGb: number;
  readonly left: number;
}

/** What the machine needs to reach its package source stays; settings of npm and Hindcast itself do not. */
const inherited = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|hindcast_|node_options$|init_cwd$)/i.test(name))),
  PATH: (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules')).join(delimiter),
});

const promised = [/forecast/i, /leak/i, /action/i, /sign-in|sign in/i];

/** Clones the repository, runs `npm start` as the account and waits for the result of the main job in the terminal. */
async function firstStart(account: Account, context: BenchContext): Promise<FirstStart> {
  const home = join(context.folder, `home-${account.uid}`);
  mkdirSync(home);
  spawnSync('git', ['clone', '-q', repository, join(home, 'clone')]);
  chmodSync(join(home, 'clone'), 0o700);
  spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, home]);
  chmodSync(context.folder, 0o711);
  const port = await freePort();
  const dataFolder = join(home, 'clone', '.hindcast');
  const env = { ...inherited(), HOME: home, CI: '1', NO_COLOR: '1', HINDCAST_PORT: String(port), HINDCAST_DATA: dataFolder };
  const startedMs = performance.now();
  const child = spawn('npm', ['start'], { cwd: join(home, 'clone'), env, uid: account.uid, gid: account.gid, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const output = [collect(child.stdout), collect(child.stderr)];
  const text = (): string => output.map((part) => part()).join('\n');
  let peakBytes = 0;
  let watch: NodeJS.Timeout | undefined;
  try {
    if (!(await untilAnswers(`http://127.0.0.1:${port}`, 900_000))) throw new Error(`${account.label}: no answer\n${text()}`);
    const healthyS = (performance.now() - startedMs) / 1_000;
    // Only now: what npm needs to install is not what Hindcast needs to run.
    watch = setInterval(() => { peakBytes = Math.max(peakBytes, sumBytes(processesOn(dataFolder))); }, 500);
    await untilSaid(text, child, account);
    return { healthyS, resultS: (performance.now() - startedMs) / 1_000, peakGb: peakBytes / 1e9, left: await stop(child, dataFolder) };
  } finally {
    clearInterval(watch);
    await stop(child, dataFolder);
  }
}

async function untilSaid(text: () => string, child: ChildProcess, account: Account): Promise<void> {
  for (const untilMs = performance.now() + 600_000; performance.now() < untilMs;) {
    const missing = promised.filter((words) => !words.test(text()));
    if (missing.length === 0) return;
    if (child.exitCode !== null) throw new Error(`${account.label}: ended early\n${text()}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${account.label}: the terminal does not show the result\n${text()}`);
}

/** Ends `npm start` as a terminal would: an interrupt to the whole group. Answers how many processes stayed. */
async function stop(child: ChildProcess, dataFolder: string): Promise<number> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return 0;
  process.kill(-child.pid, 'SIGINT');
  await Promise.race([exitOf(child), new Promise((resolve) => setTimeout(resolve, 30_000))]);
  const left = await processesLeftOn(dataFolder, 10_000);
  for (const one of left) process.kill(one.pid, 'SIGKILL');
  return left.length;
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const account of accounts()) {
    const start = await firstStart(account, context);
    context.say(`${account.label}: result in ${start.resultS.toFixed(0)} s, installation included`);
    figures.push(
      { name: `${account.label}: clone to first answer of /health, installation included`, unit: 's', values: [start.healthyS] },
      { name: `${account.label}: clone to forecast, leaks and actions in the terminal`, unit: 's', values: [start.resultS] },
      { name: `${account.label}: all processes, highest sum of resident memory`, unit: 'GB', values: [start.peakGb], atMost: 3 },
      { name: `${account.label}: processes left after Ctrl+C`, unit: 'processes', values: [start.left], atMost: 0 },
    );
  }
  return figures;
}

/** The first command of the README, on a clone without node_modules. */
export const bench: Bench = {
  asks: 'Does `npm start` work in a fresh clone, as root in a 0700 folder and as an ordinary user, and how long does it take?',
  rounds: 1,
  measure,
};

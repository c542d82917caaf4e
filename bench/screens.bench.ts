import { join } from 'node:path';
import { askHindcast, type CommandOptions } from '../test/product/command.ts';
import { signIn, startHindcast, type RunningHindcast } from '../test/product/server.ts';
import { median, percentile, type Bench, type BenchContext, type Figure } from './bench.ts';
import { ask, askForAWhile, type Sample } from './load.ts';

const users = 10;
const roundMs = 30_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The account page takes three statements; their text is what the page asks of the facts engine, for an account with many deals. */
const bareStatements = (accountId: string): readonly string[] => {
  const quoted = `'${accountId.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return [
    `SELECT record_id, name, industry, country, owner FROM accounts WHERE record_id = ${quoted}`,
    `SELECT record_id, name, stage, amount_cents, created_at, closed_at FROM deals WHERE account_id = ${quoted}`,
    `SELECT at, type, subject FROM activities WHERE account_id = ${quoted} ORDER BY at DESC LIMIT 200`,
  ];
};

async function questions(cookie: string, server: RunningHindcast): Promise<{ paths: Record<string, string>; accountId: string }> {
  const answer = await fetch(`${server.url}/api/w/demo/accounts?limit=1`, { headers: { cookie } });
  const { rows } = await answer.json() as { rows: Array<{ id: string }> };
  const accountId = rows[0]?.id;
  if (accountId === undefined) throw new Error('the demo holds no account');
  const paths = {
    'deal list': '/api/w/demo/deals',
    forecast: '/api/w/demo/forecast',
    'account page': `/api/w/demo/accounts/${encodeURIComponent(accountId)}`,
    journey: '/api/w/demo/journey',
  };
  return { paths, accountId };
}

async function untilDemo(options: CommandOptions): Promise<void> {
  for (const untilMs = performance.now() + 600_000; performance.now() < untilMs; await pause(1_000)) {
    const jobs = await askHindcast<Array<{ kind: string; state: string }>>(['jobs', 'list'], options);
    if (jobs.some((job) => job.kind === 'demo' && job.state === 'done')) return;
  }
  throw new Error('the demo was not loaded within ten minutes');
}

const timesOf = (samples: readonly Sample[], name: string): number[] => samples.filter((sample) => sample.name === name).map((sample) => sample.elapsedMs);

/** Median of single requests, one at a time: the account page over the sum of its statements. */
async function ratioToBareStatements(server: RunningHindcast, cookie: string, path: string, accountId: string): Promise<number> {
  const page: number[] = [];
  const bare: number[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    page.push((await ask({ url: server.url, cookie }, 'page', path)).elapsedMs);
    bare.push(await bareMs(server, cookie, accountId));
  }
  return median(page) / median(bare);
}

async function bareMs(server: RunningHindcast, cookie: string, accountId: string): Promise<number> {
  let sumMs = 0;
  for (const statement of bareStatements(accountId)) {
    const headers = { cookie, 'content-type': 'application/json', 'x-hindcast': '1', 'sec-fetch-site': 'same-origin', origin: server.url };
    const answer = await fetch(`${server.url}/api/w/demo/sql`, { method: 'POST', headers, body: JSON.stringify({ statement }) });
    const body = await answer.json() as { elapsedMs?: number };
    if (body.elapsedMs === undefined) throw new Error(`a bare statement was refused: ${JSON.stringify(body)}`);
    sumMs += body.elapsedMs;
  }
  return sumMs;
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const options = { dataFolder: join(context.folder, 'data'), timeoutMs: 600_000 };
  const server = await startHindcast({ ...options, demo: 'M', healthyWithinMs: 300_000 });
  try {
    await untilDemo(options);
    const cookie = await signIn(server, options);
    const { paths, accountId } = await questions(cookie, server);
    for (const [name, path] of Object.entries(paths)) await ask({ url: server.url, cookie }, name, path);
    const rounds: Sample[][] = [];
    for (let round = 1; round <= context.rounds; round += 1) {
      const untilMs = performance.now() + roundMs;
      rounds.push(await askForAWhile({ url: server.url, cookie, paths, users, pauseMs: 100 }, () => performance.now() > untilMs));
      context.say(`round ${round}: ${rounds.at(-1)?.length} requests`);
    }
    const ratio = await ratioToBareStatements(server, cookie, paths['account page'] ?? '', accountId);
    return [
      ...Object.keys(paths).map((name) => ({ name: `${name}, p95 at ${users} users`, unit: 'ms', values: rounds.map((samples) => percentile(timesOf(samples, name), 0.95)), atMost: 1_000 })),
      { name: 'failed requests', unit: 'requests', values: rounds.map((samples) => samples.filter((sample) => !sample.ok).length), atMost: 0 },
      { name: 'account page over its bare statements, single requests', unit: '×', values: [ratio], atMost: 1.3 },
    ];
  } finally {
    await server.stop();
  }
}

/** What people wait for, on the demo company of size M. */
export const bench: Bench = {
  asks: 'How long do the deal list, the forecast, an account page and the journey take on demo M with ten people asking?',
  rounds: 3,
  measure,
};

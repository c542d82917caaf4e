import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { accountStatement, activitiesOfAccount, activitiesOfDeal, contactsOfAccount, costsOfAccount, invoicesOfAccount, searchStatement, stageChangesOfDeals, touchesByContact } from '../src/history/pages/statements.ts';
import { namesByKey, partsInDeal } from '../src/history/buying-group/statements.ts';
import type { AccountPage } from '../src/model/index.ts';
import { openEngines, Store, type Facts } from '../src/store/index.ts';
import { askHindcast, type CommandOptions } from '../test/product/command.ts';
import { signIn, startHindcast, type RunningHindcast } from '../test/product/server.ts';
import { median, percentile, type Bench, type BenchContext, type Figure } from './bench.ts';
import { ask, askForAWhile, type Sample } from './load.ts';

const users = 10;
const roundMs = 30_000;
const turns = 30;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function questions(cookie: string, server: RunningHindcast) {
  const answer = await fetch(`${server.url}/api/w/demo/accounts?limit=1`, { headers: { cookie } });
  const { rows } = await answer.json() as { rows: Array<{ id: string }> };
  const accountId = rows[0]?.id;
  if (accountId === undefined) throw new Error('the demo holds no account');
  return {
    'deal list': '/api/w/demo/deals',
    forecast: '/api/w/demo/forecast',
    'account page': `/api/w/demo/accounts/${encodeURIComponent(accountId)}`,
    journey: '/api/w/demo/journey',
  };
}

async function untilDemo(options: CommandOptions): Promise<void> {
  for (const untilMs = performance.now() + 600_000; performance.now() < untilMs; await pause(1_000)) {
    const jobs = await askHindcast<Array<{ kind: string; state: string }>>(['jobs', 'list'], options);
    if (jobs.some((job) => job.kind === 'demo' && job.state === 'done')) return;
  }
  throw new Error('the demo was not loaded within ten minutes');
}

const timesOf = (samples: readonly Sample[], name: string): number[] => samples.filter((sample) => sample.name === name).map((sample) => sample.elapsedMs);

/** A page, and the statements that it asks of the facts engine. */
interface Compared {
  readonly name: string;
  readonly path: string;
  readonly statements: () => Promise<unknown>;
}

/** Median of single requests, one at a time, page and its own statements in turn: what the API adds. */
async function ratioToBareStatements(server: RunningHindcast, cookie: string, { path, statements }: Compared): Promise<number> {
  const [page, bare]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    page.push((await ask({ url: server.url, cookie }, 'page', path)).elapsedMs);
    const startedMs = performance.now();
    await statements();
    bare.push(performance.now() - startedMs);
  }
  return median(page) / median(bare);
}

/** The account page and the deal page with most rows of the asked account, each beside its own statements. */
async function compared(server: RunningHindcast, cookie: string, facts: Facts, path: string): Promise<Compared[]> {
  const page = await (await fetch(`${server.url}${path}`, { headers: { cookie } })).json() as AccountPage;
  const company = { accounts: page.records.map((key) => key.split(':').slice(2).join(':')), others: [] };
  const deals = page.deals.map((deal) => deal.id);
  const deal = deals[0] ?? '';
  const asOf = Date.parse(page.asOf);
  return [
    { name: 'account page', path, statements: () => Promise.all([
      facts.query(accountStatement, { ...company, asOf }), facts.query(contactsOfAccount, { ...company, asOf }),
      facts.query(touchesByContact, { ...company, deals, asOf }), facts.query(activitiesOfAccount, { ...company, deals, asOf, limit: 201 }),
      facts.query(stageChangesOfDeals, { deals, asOf }), facts.query(invoicesOfAccount, { ...company, deals, asOf }), facts.query(costsOfAccount, { ...company, deals, asOf }),
    ]) },
    { name: 'search', path: `/api/w/demo/search?q=${encodeURIComponent(page.account.name.slice(0, 4))}`, statements: () => facts.query(searchStatement, { text: page.account.name.slice(0, 4) }) },
    { name: 'deal page', path: `/api/w/demo/deals/${encodeURIComponent(deal)}`, statements: async () => {
      const [, , people] = await Promise.all([facts.query(activitiesOfDeal, { deal, asOf }), facts.query(stageChangesOfDeals, { deals: [deal], asOf }), facts.query(partsInDeal, { deal, asOf })]);
      const keys = [...new Set(people.map(({ key }) => key))];
      await facts.query(namesByKey, { keys, ids: keys.map((key) => key.split(':').slice(2).join(':')), asOf });
    } },
  ];
}

/** Asks the engines of the running server directly, from this process. */
async function beside<T>(dataFolder: string, use: (facts: Facts) => Promise<T>): Promise<T> {
  const log = (): void => undefined;
  const store = await Store.open({ engines: await openEngines({ dataDir: dataFolder, log }), now: () => Date.now(), newId: () => randomUUID(), worker: 'bench', log });
  try {
    return await use((await store.workspace('demo')).facts);
  } finally {
    await store.close();
  }
}

async function roundsOf(rounds: number, one: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) values.push(await one());
  return values;
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const options = { dataFolder: join(context.folder, 'data'), timeoutMs: 600_000 };
  const server = await startHindcast({ ...options, demo: 'M', healthyWithinMs: 300_000 });
  try {
    await untilDemo(options);
    const cookie = await signIn(server, options);
    const paths = await questions(cookie, server);
    for (const [name, path] of Object.entries(paths)) await ask({ url: server.url, cookie }, name, path);
    const rounds: Sample[][] = [];
    for (let round = 1; round <= context.rounds; round += 1) {
      const untilMs = performance.now() + roundMs;
      rounds.push(await askForAWhile({ url: server.url, cookie, paths, users, pauseMs: 100 }, () => performance.now() > untilMs));
      context.say(`round ${round}: ${rounds.at(-1)?.length} requests`);
    }
    const ratios = await beside(options.dataFolder, async (facts) => {
      const measured: Figure[] = [];
      for (const one of await compared(server, cookie, facts, paths['account page'])) {
        measured.push({ name: `${one.name} over its own statements, single requests`, unit: '×', values: await roundsOf(context.rounds, () => ratioToBareStatements(server, cookie, one)), atMost: 1.3 });
      }
      return measured;
    });
    return [
      ...Object.keys(paths).map((name) => ({ name: `${name}, p95 at ${users} users`, unit: 'ms', values: rounds.map((samples) => percentile(timesOf(samples, name), 0.95)), atMost: 1_000 })),
      { name: 'failed requests', unit: 'requests', values: rounds.map((samples) => samples.filter((sample) => !sample.ok).length), atMost: 0 },
      ...ratios,
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

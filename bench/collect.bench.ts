import { join } from 'node:path';
import { type Bench, type BenchContext, type Figure } from './bench.ts';
import { runServer, type BenchServer } from './collect/run-server.ts';
import type { Offered } from './collect/open-sender.ts';
import type { Sent } from './collect/sender.ts';

/** Each connection has one batch under way: as many as keep the server busy without a queue that takes a quarter of a second. */
const batches = { size: 100, connections: 36, seconds: 15 };
const singles = { size: 1, connections: 256, seconds: 10 };
/** Ids and machine are warm after this. */
const warmSeconds = 10;
/** The flood, against what the same server took just before. */
const timesTooMuch = 5;
const recoverWithinSeconds = 30;

interface Round {
  readonly plain: Sent;
  readonly own: Sent;
  readonly single: Sent;
  readonly flood: Offered;
  readonly recoveredSeconds: number;
  readonly lost: number;
}

const perSecond = ({ acknowledged, seconds }: Sent): number => acknowledged / seconds;

const askedLater = ({ statuses }: Offered): number => (statuses['429'] ?? 0) + (statuses['503'] ?? 0);

async function measured<T>(folder: string, which: 'collector' | 'plain', work: (server: BenchServer) => Promise<T>): Promise<T> {
  const server = await runServer(folder, which);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** Seconds until requests are answered as usual again: each with 200, and 99 of 100 within a quarter of a second. */
async function secondsToRecover(server: BenchServer): Promise<number> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < 2 * recoverWithinSeconds * 1000) {
    const sent = await server.send({ size: 100, connections: 4, seconds: 2, rate: 2_000 });
    if (sent.refused === 0 && sent.p99 < 250) return (performance.now() - startedMs) / 1000 - 2;
  }
  return Infinity;
}

async function round(context: BenchContext, number: number): Promise<Round> {
  const plain = await measured(join(context.folder, `plain-${number}`), 'plain', async (server) => {
    await server.send({ ...batches, seconds: warmSeconds });
    return server.send(batches);
  });
  return measured(join(context.folder, `collector-${number}`), 'collector', async (server) => {
    const warm = await server.send({ ...batches, seconds: warmSeconds });
    const own = await server.send(batches);
    const single = await server.send(singles);
    const flood = await server.flood({ size: batches.size, rate: timesTooMuch * perSecond(own), seconds: batches.seconds, mostConnections: 2_000 });
    const recoveredSeconds = await secondsToRecover(server);
    const { accepted } = await server.stored();
    const acknowledged = [warm, own, single, flood].reduce((sum, sent) => sum + sent.acknowledged, 0);
    context.say(`round ${number}: plain ${Math.round(perSecond(plain))} events/s (p99 ${Math.round(plain.p99)} ms), collector ${Math.round(perSecond(own))} (p99 ${Math.round(own.p99)} ms), singles ${Math.round(perSecond(single))} (p99 ${Math.round(single.p99)} ms), flood ${JSON.stringify(flood)}`);
    return { plain, own, single, flood, recoveredSeconds, lost: Math.max(0, acknowledged - accepted) };
  });
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const rounds: Round[] = [];
  for (let number = 1; number <= context.rounds; number += 1) rounds.push(await round(context, number));
  const figure = (name: string, unit: string, value: (one: Round) => number, promise: Partial<Figure> = {}): Figure => ({ name, unit, values: rounds.map(value), ...promise });
  return [
    figure('batches of 100: events a second here ÷ the same rows written without any step', '×', ({ own, plain }) => perSecond(own) / perSecond(plain), { atLeast: 0.5 }),
    figure('batches of 100', 'events/s', ({ own }) => perSecond(own), { atLeast: 25_000 }),
    figure('batches of 100, p99', 'ms', ({ own }) => own.p99, { atMost: 250 }),
    figure('the same rows without any step', 'events/s', ({ plain }) => perSecond(plain)),
    figure('the same rows without any step, p99', 'ms', ({ plain }) => plain.p99),
    figure('single events', 'events/s', ({ single }) => perSecond(single), { atLeast: 5_000 }),
    figure('single events, p99', 'ms', ({ single }) => single.p99, { atMost: 100 }),
    figure('flood: events offered ÷ what was taken before it', '×', ({ flood, own }) => flood.offered / flood.seconds / perSecond(own)),
    figure('flood: events taken ÷ what was taken before it', '×', ({ flood, own }) => flood.acknowledged / flood.seconds / perSecond(own)),
    figure('flood: requests asked to come later, 429 or 503', 'requests', ({ flood }) => askedLater(flood), { atLeast: 1 }),
    figure('flood: of these without Retry-After', 'requests', ({ flood }) => flood.withoutRetryAfter, { atMost: 0 }),
    figure('flood: other answers, or none', 'requests', ({ flood }) => flood.requests - (flood.statuses['200'] ?? 0) - askedLater(flood), { atMost: 0 }),
    figure('flood: p99 of what was taken', 'ms', ({ flood }) => flood.p99.taken),
    figure('flood: p99 of what was asked to come later', 'ms', ({ flood }) => flood.p99.refused),
    figure('answered as usual again after', 's', ({ recoveredSeconds }) => recoveredSeconds, { atMost: recoverWithinSeconds }),
    figure('acknowledged and not stored', 'events', ({ lost }) => lost, { atMost: 0 }),
  ];
}

export const bench: Bench = {
  asks: 'How many events a second does the collector take, on disk before it answers, beside the same server writing the same rows without any step?',
  rounds: 3,
  measure,
};

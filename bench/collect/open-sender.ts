/**
 * Sends events over loopback at a rate that does not heed the answers, as the visitors of many pages do who know nothing of each other:
 * a request that is due goes out on a connection that is free, or on a new one. Nothing that was refused is sent again. Prints what was
 * answered as JSON, when all is answered or ten seconds after the last request.
 * Usage: node open-sender.ts PORT WRITE_KEY EVENTS_A_REQUEST EVENTS_A_SECOND SECONDS MOST_CONNECTIONS
 */
import { connect, type Socket } from 'node:net';
import { answerReader } from './answer-reader.ts';
import { sentRequest } from './sent-request.ts';
import { shareOf } from './share-of.ts';

/** What a run saw. */
export interface Offered {
  /** Events that were sent. */
  readonly offered: number;
  readonly acknowledged: number;
  readonly requests: number;
  /** From the first request to the last. */
  readonly seconds: number;
  /** Requests that were due while no connection was free and no other could be opened. */
  readonly notSent: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers other than 200 that do not say when to come back. */
  readonly withoutRetryAfter: number;
  /** Milliseconds until 99 of 100 requests of either kind were answered. */
  readonly p99: { readonly taken: number; readonly refused: number };
  readonly unanswered: number;
  /** By the system's code. */
  readonly brokenConnections: Readonly<Record<string, number>>;
}

const [port = 0, size = 100, rate = 0, seconds = 10, mostConnections = 1_000] = [process.argv[2], ...process.argv.slice(4, 8)].map(Number);
const request = sentRequest({ writeKey: process.argv[3] ?? '', size });
const free: Socket[] = [];
const statuses: Record<string, number> = {};
const broken: Record<string, number> = {};
const [taken, refused]: number[][] = [[], []];
let [open, requests, underWay, notSent, withoutRetryAfter] = [0, 0, 0, 0, 0];
const sentAt = new WeakMap<Socket, number>();

function heed(socket: Socket, { status, retryAfter }: { status: string; retryAfter: number }): void {
  underWay -= 1;
  statuses[status] = (statuses[status] ?? 0) + 1;
  (status === '200' ? taken : refused)?.push(performance.now() - (sentAt.get(socket) ?? 0));
  if (status !== '200' && retryAfter === 0) withoutRetryAfter += 1;
  free.push(socket);
}

function newConnection(): Socket {
  const read = answerReader();
  const socket = connect(port, '127.0.0.1');
  open += 1;
  socket.setNoDelay(true);
  socket.on('data', (part) => {
    const answer = read(part);
    if (answer !== null) heed(socket, answer);
  });
  socket.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => { broken[code] = (broken[code] ?? 0) + 1; });
  socket.on('close', () => { open -= 1; });
  return socket;
}

function send(): void {
  const held = free.pop();
  if (held === undefined && open >= mostConnections) { notSent += 1; return; }
  const socket = held ?? newConnection();
  request.renew();
  sentAt.set(socket, performance.now());
  // A socket that is written to later needs bytes of its own.
  socket.write(Buffer.from(request.bytes));
  requests += 1;
  underWay += 1;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const started = performance.now();
const perMs = rate / size / 1000;
while (performance.now() - started < seconds * 1000) {
  const due = (performance.now() - started) * perMs - requests - notSent;
  for (let index = 0; index < due && index < 50; index += 1) send();
  await (due > 50 ? new Promise((resolve) => setImmediate(resolve)) : pause(1));
}
const spent = (performance.now() - started) / 1000;
for (let waited = 0; underWay > 0 && waited < 100; waited += 1) await pause(100);
const result: Offered = {
  offered: requests * size, acknowledged: (statuses['200'] ?? 0) * size, requests, seconds: spent, notSent, statuses, withoutRetryAfter,
  p99: { taken: shareOf(taken ?? [], 0.99), refused: shareOf(refused ?? [], 0.99) }, unanswered: underWay, brokenConnections: broken,
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));

/**
 * Sends events over loopback from a process of its own, and prints what was answered as JSON. Each connection waits for an answer before
 * it sends again.
 * Usage: node sender.ts PORT WRITE_KEY EVENTS_A_REQUEST CONNECTIONS SECONDS [EVENTS_A_SECOND]   without a rate as fast as answers come
 */
import { connect, type Socket } from 'node:net';
import { answerReader } from './answer-reader.ts';
import { sentRequest } from './sent-request.ts';
import { shareOf } from './share-of.ts';

/** What a run of the sender saw. */
export interface Sent {
  readonly acknowledged: number;
  readonly refused: number;
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of each answered request, sorted. */
  readonly p50: number;
  readonly p99: number;
  /** Status codes other than 200, counted. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly brokenConnections: number;
}

const [port = 0, size = 100, connections = 8, seconds = 10, rate = 0] = [process.argv[2], process.argv[4], process.argv[5], process.argv[6], process.argv[7]].map((word) => Number(word ?? 0));
const writeKey = process.argv[3] ?? '';
const started = performance.now();
const until = started + seconds * 1000;
const latencies: number[] = [];
const statuses: Record<string, number> = {};
let [acknowledged, refused, requests, broken, sentEvents] = [0, 0, 0, 0, 0];

function runConnection(): Promise<void> {
  return new Promise((resolve) => {
    const own = sentRequest({ writeKey, size });
    const read = answerReader();
    let sentAt = 0;
    const socket: Socket = connect(port, '127.0.0.1');
    const send = (): void => {
      if (performance.now() >= until) { socket.end(); return; }
      const due = rate > 0 ? started + (sentEvents / rate) * 1000 : 0;
      if (due > performance.now()) { setTimeout(send, Math.max(1, due - performance.now())); return; }
      sentEvents += size;
      own.renew();
      sentAt = performance.now();
      socket.write(own.bytes);
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('data', (part) => {
      const answer = read(part);
      if (answer === null) return;
      requests += 1;
      latencies.push(performance.now() - sentAt);
      if (answer.status === '200') acknowledged += size; else { refused += size; statuses[answer.status] = (statuses[answer.status] ?? 0) + 1; }
      if (answer.retryAfter > 0) setTimeout(send, Math.min(answer.retryAfter * 1000, 500)); else send();
    });
    socket.on('error', () => { broken += 1; });
    socket.on('close', () => resolve());
  });
}

await Promise.all(Array.from({ length: connections }, runConnection));
const result: Sent = { acknowledged, refused, requests, seconds: (performance.now() - started) / 1000, p50: shareOf(latencies, 0.5), p99: shareOf(latencies, 0.99), statuses, brokenConnections: broken };
process.stdout.write(JSON.stringify(result));

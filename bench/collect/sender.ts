/**
 * Sends events over loopback from a process of its own, and prints what was answered as JSON.
 * Usage: node sender.ts PORT WRITE_KEY EVENTS_A_REQUEST CONNECTIONS SECONDS [EVENTS_A_SECOND]   without a rate as fast as answers come
 */
import { connect, type Socket } from 'node:net';

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
const people = 50_000;
const started = performance.now();
const until = started + seconds * 1000;
const latencies: number[] = [];
const statuses: Record<string, number> = {};
let [next, acknowledged, refused, requests, broken, sentEvents] = [0, 0, 0, 0, 0, 0];
const run = `${process.pid}-${Date.now()}`;

const eventAt = (index: number): object => ({
  type: index % 20 === 0 ? 'identify' : 'track', messageId: `${run}-#M#########`, anonymousId: 'a-#P#######', ...(index % 2 === 0 ? { userId: 'u-#P#######' } : {}), event: 'Product page opened',
  properties: { path: '/products/line-monitor', product: 'Line monitor', price: 1250.5, currency: 'EUR', seats: 12, referrer: 'https://www.example.com/search?q=line+monitor' },
  context: { library: { name: 'analytics-node', version: '2.3.0' }, locale: 'en-GB', timezone: 'Europe/Berlin', page: { path: '/products', url: 'https://shop.example/products', title: 'Products' }, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36' },
  timestamp: new Date().toISOString(),
});

/** A request whose ids are written anew in place before each sending. */
function template(): { bytes: Buffer; messages: number[]; persons: number[][] } {
  const body = JSON.stringify(size === 1 ? eventAt(1) : { batch: Array.from({ length: size }, (_, index) => eventAt(index)), sentAt: new Date().toISOString() });
  const head = `POST /v1/${size === 1 ? 'track' : 'batch'} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic ${Buffer.from(`${writeKey}:`).toString('base64')}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  const text = head + body;
  const messages = [...text.matchAll(/#M#########/g)].map((match) => match.index);
  const persons = [...text.matchAll(/#P#######/g)].map((match) => match.index);
  // The ids of one event name one person.
  const grouped: number[][] = messages.map((at, index) => persons.filter((place) => place > at && place < (messages[index + 1] ?? Infinity)));
  return { bytes: Buffer.from(text), messages, persons: grouped };
}

function fill({ bytes, messages, persons }: ReturnType<typeof template>): void {
  messages.forEach((at, index) => {
    bytes.write(String(next++).padStart(11, '0'), at, 'latin1');
    const person = String((Math.imul(next, 2_654_435_761) >>> 0) % people).padStart(9, '0');
    for (const place of persons[index] ?? []) bytes.write(person, place, 'latin1');
  });
}

function runConnection(): Promise<void> {
  return new Promise((resolve) => {
    const own = template();
    let [sentAt, held] = [0, ''];
    const socket: Socket = connect(port, '127.0.0.1');
    const send = (): void => {
      if (performance.now() >= until) { socket.end(); return; }
      const due = rate > 0 ? started + (sentEvents / rate) * 1000 : 0;
      if (due > performance.now()) { setTimeout(send, Math.max(1, due - performance.now())); return; }
      sentEvents += size;
      fill(own);
      sentAt = performance.now();
      socket.write(own.bytes);
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('data', (part) => {
      held += part.toString('latin1');
      const end = held.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(held)?.[1] ?? 0);
      if (held.length < end + 4 + length) return;
      const status = held.slice(9, 12);
      const retryAfter = Number(/retry-after: (\d+)/i.exec(held)?.[1] ?? 0);
      held = '';
      requests += 1;
      latencies.push(performance.now() - sentAt);
      if (status === '200') acknowledged += size; else { refused += size; statuses[status] = (statuses[status] ?? 0) + 1; }
      if (retryAfter > 0) setTimeout(send, Math.min(retryAfter * 1000, 500)); else send();
    });
    socket.on('error', () => { broken += 1; });
    socket.on('close', () => resolve());
  });
}

await Promise.all(Array.from({ length: connections }, runConnection));
latencies.sort((a, b) => a - b);
const at = (share: number): number => latencies[Math.max(0, Math.ceil(share * latencies.length) - 1)] ?? NaN;
const result: Sent = { acknowledged, refused, requests, seconds: (performance.now() - started) / 1000, p50: at(0.5), p99: at(0.99), statuses, brokenConnections: broken };
process.stdout.write(JSON.stringify(result));

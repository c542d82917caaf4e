/** The bytes of a request with a batch of events, whose ids are written anew in place before each sending. */
export interface SentRequest {
  readonly bytes: Buffer;
  /** Gives each event an id that no other has, and the ids of one person. */
  renew(): void;
}

/** What every request of a sender has in common. */
export interface SentFrom {
  readonly writeKey: string;
  /** Events of one request. */
  readonly size: number;
}

const people = 50_000;
const run = `${process.pid}-${Date.now()}`;
let next = 0;

const eventAt = (index: number): object => ({
  type: index % 20 === 0 ? 'identify' : 'track', messageId: `${run}-#M#########`, anonymousId: 'a-#P#######', ...(index % 2 === 0 ? { userId: 'u-#P#######' } : {}), event: 'Product page opened',
  properties: { path: '/products/line-monitor', product: 'Line monitor', price: 1250.5, currency: 'EUR', seats: 12, referrer: 'https://www.example.com/search?q=line+monitor' },
  context: { library: { name: 'analytics-node', version: '2.3.0' }, locale: 'en-GB', timezone: 'Europe/Berlin', page: { path: '/products', url: 'https://shop.example/products', title: 'Products' }, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36' },
  timestamp: new Date().toISOString(),
});

export function sentRequest({ writeKey, size }: SentFrom): SentRequest {
  const body = JSON.stringify(size === 1 ? eventAt(1) : { batch: Array.from({ length: size }, (_, index) => eventAt(index)), sentAt: new Date().toISOString() });
  const head = `POST /v1/${size === 1 ? 'track' : 'batch'} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic ${Buffer.from(`${writeKey}:`).toString('base64')}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  const text = head + body;
  const messages = [...text.matchAll(/#M#########/g)].map((match) => match.index);
  const persons = [...text.matchAll(/#P#######/g)].map((match) => match.index);
  // The ids of one event name one person.
  const grouped = messages.map((at, index) => persons.filter((place) => place > at && place < (messages[index + 1] ?? Infinity)));
  const bytes = Buffer.from(text);
  return { bytes, renew: () => messages.forEach((at, index) => renewOne(bytes, at, grouped[index] ?? [])) };
}

function renewOne(bytes: Buffer, message: number, persons: readonly number[]): void {
  bytes.write(String(next++).padStart(11, '0'), message, 'latin1');
  const person = String((Math.imul(next, 2_654_435_761) >>> 0) % people).padStart(9, '0');
  for (const place of persons) bytes.write(person, place, 'latin1');
}

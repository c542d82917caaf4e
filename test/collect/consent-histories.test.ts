/**
 * Random histories of visitors whose events are under way while they object (ten thousand by HINDCAST_CONSENT_HISTORIES=10000):
 * nothing is kept, joined into view or read for a purpose that any id of the person refused.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setVisitorConsent, type Arrival, type Collector } from '../../src/acquire/index.ts';
import { randomStream } from '../../src/learn/index.ts';
import { foundations, readPurposes, type ReadPurpose } from '../../src/model/index.ts';
import { visibleEvents, type WorkspaceStore } from '../../src/store/index.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';

const histories = Number(process.env['HINDCAST_CONSENT_HISTORIES'] ?? 300);
const atOnce = 24;

let running: RunningCollector;
let collector: Collector;
let store: WorkspaceStore;
beforeAll(async () => {
  running = await runCollector();
  collector = await running.house.collectors.of('main');
  store = await running.house.store.workspace('main');
}, 60_000);
afterAll(() => running.close());

const arrival = (): Arrival => ({ source: 'shop', settings: { needsConsent: false, blockedRanges: [] }, receivedAt: Date.now(), sentAt: undefined, ip: '', userAgent: undefined, gpc: false, byServer: true });

/** One person with a user id and three devices, each joined at some time; what was sent and what was refused, in order. */
interface History {
  readonly kept: Map<string, readonly string[]>;
  readonly mustNotBeKept: Set<string>;
  readonly refused: Map<string, Set<ReadPurpose>>;
  readonly joined: Set<string>;
}

async function live(number: number): Promise<History> {
  const random = randomStream('visitor', number);
  const user = `user:u${number}`;
  const devices = [1, 2, 3].map((device) => `anonymous:a${number}-${device}`);
  const history: History = { kept: new Map(), mustNotBeKept: new Set(), refused: new Map(), joined: new Set([user]) };
  const refusesToBeKept = (nodes: readonly string[]): boolean => withJoined(history, nodes).some((node) => history.refused.get(node)?.has('store'));
  const send = async (nodes: readonly string[]): Promise<void> => {
    const messageId = randomUUID();
    const isForbidden = refusesToBeKept(nodes);
    const ids = { ...(nodes.includes(user) ? { userId: `u${number}` } : {}), ...(nodes.some((node) => node !== user) ? { anonymousId: nodes.find((node) => node !== user)?.slice('anonymous:'.length) } : {}) };
    const [answer] = await collector.receive([{ type: 'track', event: 'Seen', messageId, ...ids }], arrival());
    if (isForbidden) history.mustNotBeKept.add(messageId);
    if (answer?.fate === 'accepted') history.kept.set(messageId, nodes);
  };
  const object = async (node: string, purpose: ReadPurpose): Promise<void> => {
    await setVisitorConsent(store, node, { purpose, statement: 'object' }, null, Date.now());
    for (const one of withJoined(history, [node])) history.refused.set(one, new Set([...history.refused.get(one) ?? [], purpose]));
  };
  for (let step = 0; step < 6; step += 1) {
    const device = devices[Math.floor(random() * 3)] as string;
    const turn = random();
    if (turn < 0.4) await send([device]);
    else if (turn < 0.55) await send([user]);
    else if (turn < 0.8) {
      // The join counts for the event that says it. One that is refused to be kept still tells that the ids are one person's.
      history.joined.add(device);
      await send([user, device]);
    } else {
      const node = random() < 0.5 ? user : device;
      const underWay = [send([device]), send([user])];
      await object(node, readPurposes[Math.floor(random() * 3)] as ReadPurpose);
      await Promise.all(underWay);
    }
  }
  return history;
}

const withJoined = ({ joined }: Pick<History, 'joined'>, nodes: readonly string[]): string[] => (nodes.some((node) => joined.has(node)) ? [...new Set([...nodes, ...joined])] : [...nodes]);

async function readFor(purpose: ReadPurpose): Promise<Set<string>> {
  const read = new Set<string>();
  for await (const block of store.facts.stream(`SELECT message_id FROM ${visibleEvents(purpose)}`, {})) for (const [message] of block) read.add(String(message));
  return read;
}

test(`${histories} random histories`, { timeout: 120_000 + histories * 400 }, async () => {
  const lived: History[] = [];
  for (let from = 0; from < histories; from += atOnce) lived.push(...await Promise.all(Array.from({ length: Math.min(atOnce, histories - from) }, (_, index) => live(from + index))));
  expect(lived.flatMap(({ mustNotBeKept, kept }) => [...mustNotBeKept].filter((message) => kept.has(message)))).toEqual([]);
  for (const purpose of readPurposes) {
    const read = await readFor(purpose);
    const mayBeRead = new Set(lived.flatMap((history) => [...history.kept].filter(([, nodes]) => !withJoined(history, nodes).some((node) => foundations(purpose).some((needed) => history.refused.get(node)?.has(needed as ReadPurpose)))).map(([message]) => message)));
    expect([...read].filter((message) => !mayBeRead.has(message))).toEqual([]);
    expect([...mayBeRead].filter((message) => !read.has(message))).toEqual([]);
  }
  expect(lived.some(({ mustNotBeKept }) => mustNotBeKept.size > 0)).toBe(true);
});

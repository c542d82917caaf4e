import { Collector, MessageIds, Subscriber, Thinner, arrivedMessages, brokerPassword, keepSubscription, listEventSources, storedMessageIds, topicPattern } from '../../acquire/index.ts';
import type { EventSource, MqttSettings } from '../../model/index.ts';
import { BrokerConnection } from '../../net/index.ts';
import type { House } from '../house.ts';
import { sourceKey } from '../live/source-key.ts';

type Parts = Pick<House, 'configuration' | 'store' | 'collectors' | 'now' | 'newId' | 'log'>;

const lookEveryMs = 2_000;
/** How often the count of messages is kept. */
const countEveryMs = 5_000;

interface Held {
  readonly source: EventSource;
  readonly subscriber: Subscriber;
}

/**
 * Subscribes to the broker of every source that has one, in every workspace, for as long as the server runs; sources that are made or closed meanwhile
 * are found within two seconds. Returns how to stop.
 */
export function subscribeToBrokers(parts: Parts): () => Promise<void> {
  const held = new Map<string, Held>();
  let looking: Promise<void> | undefined;
  const look = (): void => {
    looking ??= lookForSources(parts, held).catch((error: Error) => parts.log(`Brokers could not be looked up: ${error.message}`)).finally(() => { looking = undefined; });
  };
  const count = (): void => { for (const { source, subscriber } of held.values()) keep(parts, source, subscriber); };
  const timers = [setInterval(look, lookEveryMs).unref(), setInterval(count, countEveryMs).unref()];
  look();
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await looking;
    await Promise.all([...held.values()].map(({ subscriber }) => subscriber.stop(false)));
    await Promise.all([...held.values()].map(({ source, subscriber }) => keepSubscription(parts.store.system, source.workspace, source.name, subscriber.state, parts.now())));
  };
}

/** What is kept late or not at all is how a subscription does, and never a message. */
function keep({ store, now, log }: Parts, { workspace, name }: EventSource, { state }: Subscriber): void {
  keepSubscription(store.system, workspace, name, state, now()).catch((error: Error) => log(`How "${name}" does could not be kept: ${error.message}`));
}

async function lookForSources(parts: Parts, held: Map<string, Held>): Promise<void> {
  const wanted = new Map<string, EventSource>();
  for (const { name } of await parts.store.workspaces()) {
    for (const source of await listEventSources(parts.store.system, name)) if (source.settings.devices?.kind === 'mqtt' && source.closedAt === null) wanted.set(`${name}/${source.name}`, source);
  }
  for (const [key, { subscriber, source }] of held) {
    if (wanted.has(key)) continue;
    held.delete(key);
    // A broker that does not answer must not keep others waiting.
    subscriber.stop(true).then(() => keepSubscription(parts.store.system, source.workspace, source.name, subscriber.state, parts.now())).catch((error: Error) => parts.log(`The subscription "${source.name}" did not end well: ${error.message}`));
  }
  for (const [key, source] of wanted) if (!held.has(key)) held.set(key, { source, subscriber: await subscribe(parts, source) });
}

async function subscribe(parts: Parts, source: EventSource): Promise<Subscriber> {
  const { store, collectors, now, newId, log } = parts;
  const { rules, broker } = source.settings.devices as MqttSettings;
  const patterns = rules.topics.map(topicPattern);
  const ids = new MessageIds(await storedMessageIds((await store.workspace(source.workspace)).facts, source.name), newId);
  const thinner = new Thinner(rules.thin);
  const collector = (): Promise<Collector> => collectors.of(source.workspace);
  return new Subscriber({
    now, log, chance: Math.random,
    open: async (take) => {
      const password = await brokerPassword(store.system, source.workspace, source.name, await sourceKey(parts.configuration.dataFolder));
      return BrokerConnection.open({ ...broker, password, sessionSeconds: broker.sessionHours * 3600, filters: patterns.map(({ filter }) => filter) }, take);
    },
    arrive: (messages) => arrivedMessages(messages, { rules, patterns }, ids, thinner, { source: source.name, receivedAt: now(), newId }),
    keep: async (events) => (await collector()).keep(events),
    tell: (state) => { keepSubscription(store.system, source.workspace, source.name, state, now()).catch((error: Error) => log(`How "${source.name}" does could not be kept: ${error.message}`)); },
  });
}

import { TooBusy, eventSourceOf } from '../acquire/index.ts';
import { Failure, type Collected, type CollectedLater, type Collecting, type Delivery, type EventSource, type MetricsCollected, type MetricsDelivery } from '../model/index.ts';
import type { Collectors } from './collectors.ts';
import { TakeMetrics } from './devices/take-metrics.ts';
import type { House } from './house.ts';

/** How long a key is believed without asking again: a source that is closed stops within this time. */
const believedMs = 2_000;
const mostKeys = 10_000;
/** Between two complaints about the store. */
const quietMs = 10_000;
/** Bodies that may wait, in bytes: beyond these senders come back later. */
const mostWaitingBytes = 64 * 2 ** 20;

/** What arrives for any workspace, told apart by the key it is sent with. */
export class HouseCollecting implements Collecting {
  readonly #house: House;
  readonly #collectors: Collectors;
  readonly #keys = new Map<string, { readonly source: EventSource | null; readonly until: number }>();
  readonly #metrics: TakeMetrics;
  #waitingBytes = 0;
  #quietUntil = 0;

  constructor(house: House, collectors: Collectors) {
    this.#house = house;
    this.#collectors = collectors;
    this.#metrics = new TakeMetrics({ collectors, now: house.now, newId: house.newId });
  }

  async knowsKey(writeKey: string): Promise<boolean> {
    const source = await this.#sourceOf(writeKey);
    return source !== null && source.closedAt === null;
  }

  unread(writeKey: string): CollectedLater | null {
    const source = this.#keys.get(writeKey)?.source ?? null;
    return source !== null && this.#collectors.isFull(source.workspace) ? busy : null;
  }

  async collect(delivery: Delivery): Promise<Collected> {
    return this.#taking(delivery, async (source) => ({ kind: 'settled', answers: await this.#receive(delivery, source) }));
  }

  async collectMetrics(delivery: MetricsDelivery): Promise<MetricsCollected> {
    return this.#taking(delivery, async (source) => {
      const { devices } = source.settings;
      return devices?.kind === 'otlp' ? this.#metrics.take(delivery.document, source, devices.metrics) : { kind: 'other_source' };
    });
  }

  async #taking<T>(delivery: { readonly writeKey: string; readonly bytes: number }, take: (source: EventSource) => Promise<T>): Promise<T | Exclude<Collected, { kind: 'settled' }>> {
    if (this.#waitingBytes + delivery.bytes > mostWaitingBytes) return busy;
    this.#waitingBytes += delivery.bytes;
    try {
      const source = await this.#sourceOf(delivery.writeKey);
      if (source === null) return { kind: 'unknown_key' };
      if (source.closedAt !== null) return { kind: 'closed' };
      return await take(source);
    } catch (error) {
      return this.#later(error);
    } finally {
      this.#waitingBytes -= delivery.bytes;
    }
  }

  async #receive(delivery: Delivery, { name, workspace, settings }: EventSource) {
    const collector = await this.#collectors.of(workspace);
    const { sentAt, ip, userAgent, gpc, byServer } = delivery;
    return collector.receive(delivery.events, { source: name, settings, receivedAt: this.#house.now(), sentAt, ip, userAgent, gpc, byServer });
  }

  /** Whatever keeps the store from taking events, the sender may repeat: nothing of the batch counts until it is answered. */
  #later(error: unknown): CollectedLater {
    if (error instanceof TooBusy) return busy;
    this.#complain(error);
    return { kind: 'later', why: 'storage', retryAfterSeconds: 5 };
  }

  /** Said once in a while: every batch fails while the store is away. */
  #complain(error: unknown): void {
    const now = this.#house.now();
    if (now < this.#quietUntil) return;
    this.#quietUntil = now + quietMs;
    this.#house.log(`Events could not be kept and are asked for again: ${error instanceof Failure ? error.message : error instanceof Error ? error.stack ?? error.message : String(error)}`);
  }

  async #sourceOf(writeKey: string): Promise<EventSource | null> {
    const now = this.#house.now();
    const held = this.#keys.get(writeKey);
    if (held && held.until > now) return held.source;
    const source = await eventSourceOf(this.#house.store.system, writeKey);
    if (this.#keys.size >= mostKeys) this.#keys.clear();
    this.#keys.set(writeKey, { source, until: now + believedMs });
    return source;
  }
}

const busy: CollectedLater = { kind: 'later', why: 'busy', retryAfterSeconds: 2 };

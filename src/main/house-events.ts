import { randomBytes } from 'node:crypto';
import { closeEventSource, createEventSource, deviceSettings, listEventSources, readEvents, readHookQuarantine, readQuarantine, readSubscriptions, readTotals, replayQuarantined, sealSecrets } from '../acquire/index.ts';
import { Failure, nameOfPrincipal, type CeddlLoad, type DeviceSourceInput, type EventFilter, type EventSource, type EventSourceSettings, type EventTotals, type Events, type Principal, type QuarantinedEvent, type ReceivedEvent, type ReplayAnswer, type ReplayRequest, type Subscription } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';
import { loadCeddl } from './load-ceddl.ts';
import { sourceKey } from './live/source-key.ts';
import { replayHookQuarantine } from './live/replay-hook-quarantine.ts';

export interface HouseEventsOptions {
  readonly house: House;
  readonly store: WorkspaceStore;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** A workspace's event sources and what they sent. */
export class HouseEvents implements Events {
  readonly #o: HouseEventsOptions;

  constructor(options: HouseEventsOptions) {
    this.#o = options;
  }

  async createSource(name: string, settings: Partial<EventSourceSettings>, by: Principal): Promise<{ source: EventSource; writeKey: string }> {
    const { house, store, audit } = this.#o;
    const writeKey = `wk_${randomBytes(24).toString('base64url')}`;
    const source = await createEventSource(house.store.system, { workspace: store.name, name, settings, writeKey, by: nameOfPrincipal(by), now: house.now() });
    await audit(by, 'event source made', `${store.name}/${name}`);
    return { source, writeKey };
  }

  async createDeviceSource(name: string, input: DeviceSourceInput, by: Principal): Promise<{ source: EventSource; writeKey: string }> {
    const { house, store, audit } = this.#o;
    const writeKey = `wk_${randomBytes(24).toString('base64url')}`;
    const devices = deviceSettings(input, `hindcast-${store.name}-${name}-${randomBytes(4).toString('hex')}`);
    const secrets = Object.keys(input.secrets).length === 0 ? null : sealSecrets(await sourceKey(house.configuration.dataFolder), name, input.secrets);
    const source = await createEventSource(house.store.system, { workspace: store.name, name, settings: { devices }, writeKey, secrets, by: nameOfPrincipal(by), now: house.now() });
    await audit(by, 'event source made', `${store.name}/${name}`);
    return { source, writeKey };
  }

  subscriptions = (): Promise<Subscription[]> => readSubscriptions(this.#o.house.store.system, this.#o.store.name);
  sources = (): Promise<EventSource[]> => listEventSources(this.#o.house.store.system, this.#o.store.name);

  async closeSource(name: string, by: Principal): Promise<EventSource> {
    const { house, store, audit } = this.#o;
    const source = await closeEventSource(house.store.system, store.name, name, house.now());
    await audit(by, 'event source closed', `${store.name}/${name}`);
    return source;
  }

  async loadCeddl({ source: name, input, signal }: { readonly source: string; readonly input: AsyncIterable<Uint8Array>; readonly signal?: AbortSignal }, by: Principal): Promise<CeddlLoad> {
    const { house, store, audit } = this.#o;
    const source = (await this.sources()).find((one) => one.name === name) ?? (await this.createSource(name, {}, by)).source;
    if (source.closedAt !== null) throw new Failure('conflict', `The source "${name}" is closed.`, 'Give another name: --source NAME.');
    await audit(by, 'digitalData loaded', `${store.name}/${name}`);
    return loadCeddl({ collector: await house.collectors.of(store.name), source, input, now: house.now, signal });
  }

  totals = (): Promise<EventTotals[]> => readTotals(this.#o.store.facts);
  list = (filter: EventFilter): Promise<ReceivedEvent[]> => readEvents(this.#o.store.facts, this.#o.store.state, filter);

  /** Events that were sent and deliveries of webhooks, oldest first. */
  async quarantine({ last = 100, code = '', source = '' }: { readonly last?: number; readonly code?: string; readonly source?: string }): Promise<QuarantinedEvent[]> {
    const { facts, state } = this.#o.store;
    const [sent, delivered] = await Promise.all([readQuarantine(facts, { last, code, source }), readHookQuarantine(state, { last, code, source })]);
    return [...sent, ...delivered].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0)).slice(0, last);
  }

  async replay(request: ReplayRequest, by: Principal): Promise<ReplayAnswer> {
    const { house, store, audit } = this.#o;
    const delivered = await replayHookQuarantine(house, store, request);
    const answer = request.id !== undefined && delivered.replayed > 0 ? delivered : sumOf(delivered, await replayQuarantined(store, await house.collectors.of(store.name), await this.sources(), request, house.newId));
    await audit(by, 'events replayed', `${store.name}: ${answer.accepted} of ${answer.replayed}`);
    return answer;
  }
}

const sumOf = (a: ReplayAnswer, b: ReplayAnswer): ReplayAnswer => ({ replayed: a.replayed + b.replayed, accepted: a.accepted + b.accepted, dropped: a.dropped + b.dropped, duplicate: a.duplicate + b.duplicate, quarantined: a.quarantined + b.quarantined });

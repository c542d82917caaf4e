import { sql } from 'kysely';
import { DeliveryKeeper, TooManyDeliveries, findDoor, takeDelivery, type HookDoor } from '../../acquire/index.ts';
import { Failure, type HookAnswer, type HookRequest, type TakesHooks } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import type { House } from '../house.ts';
import { sourceKey } from './source-key.ts';

type Parts = Pick<House, 'configuration' | 'store' | 'now' | 'newId' | 'log'>;

/** How long an address is believed without asking again: one that is closed stops within this time. */
const believedMs = 2_000;
const mostDoors = 10_000;
/** Bodies that may wait, in bytes: beyond these senders come back later. */
const mostWaitingBytes = 64 * 2 ** 20;
/** Between two complaints, and between two writings of what was refused. */
const quietMs = 5_000;

interface Workplace {
  readonly store: WorkspaceStore;
  readonly keeper: DeliveryKeeper;
}

/** What is delivered to any workspace by signed webhooks. */
export class HookDoors implements TakesHooks {
  readonly #parts: Parts;
  readonly #places = new Map<string, Promise<Workplace>>();
  readonly #doors = new Map<string, { readonly door: HookDoor | null; readonly until: number }>();
  #refused = new Map<string, number>();
  #writesAt = 0;
  #waitingBytes = 0;
  #quietUntil = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async receive(request: HookRequest): Promise<HookAnswer> {
    if (this.#waitingBytes + request.body.length > mostWaitingBytes) return busy;
    this.#waitingBytes += request.body.length;
    try {
      return await this.#take(request);
    } catch (error) {
      return this.#later(error);
    } finally {
      this.#waitingBytes -= request.body.length;
    }
  }

  async #take(request: HookRequest): Promise<HookAnswer> {
    const place = await this.#placeOf(request.workspace);
    const door = place && await this.#doorOf(place, request.token);
    if (!door) return { kind: 'unknown' };
    const { now, newId } = this.#parts;
    const answer = await takeDelivery(door, request, { keeper: place.keeper, now, newId });
    if (answer.kind === 'not_signed') this.#countRefused(place.store, door.source);
    return answer;
  }

  #placeOf(name: string): Promise<Workplace | null> {
    const held = this.#places.get(name) ?? this.#opening(name);
    this.#places.set(name, held);
    return held.catch((error: unknown) => {
      this.#places.delete(name);
      if (error instanceof Failure && error.code === 'not_found') return null;
      throw error;
    });
  }

  async #opening(name: string): Promise<Workplace> {
    const store = await this.#parts.store.workspace(name);
    return { store, keeper: new DeliveryKeeper(store.state) };
  }

  async #doorOf({ store }: Workplace, token: string): Promise<HookDoor | null> {
    const [now, name] = [this.#parts.now(), `${store.name}/${token}`];
    const held = this.#doors.get(name);
    if (held && held.until > now) return held.door;
    const door = await findDoor(store.state, token, await sourceKey(this.#parts.configuration.dataFolder));
    if (this.#doors.size >= mostDoors) this.#doors.clear();
    this.#doors.set(name, { door, until: now + believedMs });
    return door;
  }

  /** Counted in memory and written once in a while, so that strangers cannot make us write. */
  #countRefused({ name, state }: WorkspaceStore, source: string): void {
    const key = `${name}/${source}`;
    this.#refused.set(key, (this.#refused.get(key) ?? 0) + 1);
    if (this.#parts.now() < this.#writesAt) return;
    this.#writesAt = this.#parts.now() + quietMs;
    const counted = this.#refused.get(key) ?? 0;
    this.#refused.delete(key);
    sql`UPDATE hook_sources SET not_signed = not_signed + ${counted} WHERE source = ${source}`.execute(state).catch(() => undefined);
  }

  #later(error: unknown): HookAnswer {
    if (error instanceof TooManyDeliveries) return busy;
    if (this.#parts.now() >= this.#quietUntil) {
      this.#quietUntil = this.#parts.now() + quietMs;
      this.#parts.log(`Deliveries could not be kept and are asked for again: ${error instanceof Error ? error.message : String(error)}`);
    }
    return { kind: 'later', why: 'storage', retryAfterSeconds: 5 };
  }

  /** Lets go of a workspace that is removed. */
  drop(name: string): void {
    this.#places.delete(name);
    for (const key of this.#doors.keys()) if (key.startsWith(`${name}/`)) this.#doors.delete(key);
  }
}

const busy: HookAnswer = { kind: 'later', why: 'busy', retryAfterSeconds: 2 };

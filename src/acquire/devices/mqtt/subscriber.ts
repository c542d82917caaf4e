import { BrokerRefusal, type BrokerConnection, type BrokerMessage } from '../../../net/index.ts';
import type { Arrived } from '../../collect/arrived.ts';

/** How a subscriber does, told whenever it changes. */
export interface SubscriberState {
  readonly state: 'connected' | 'waiting' | 'stopped';
  readonly lastMessageAt: number | null;
  readonly messages: number;
  readonly errorsInARow: number;
  readonly nextTryAt: number | null;
  readonly error: string | null;
}

export interface SubscriberParts {
  open(take: (messages: readonly BrokerMessage[]) => void): Promise<BrokerConnection>;
  /** Messages as events; once for each message that comes. */
  arrive(messages: readonly BrokerMessage[]): Arrived[];
  /** Resolves when all are stored, dropped with a reason or in quarantine. */
  keep(events: readonly Arrived[]): Promise<unknown>;
  tell(state: SubscriberState): void;
  readonly now: () => number;
  /** In [0, 1). */
  readonly chance: () => number;
  readonly log: (line: string) => void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const pauseBeforeKeepingAgainMs = 1_000;
const leaveWithinMs = 10_000;

/** 1 second, doubled with every failure in a row up to a minute, half of it drawn by chance. */
export const pauseAfter = (errorsInARow: number, chance: number): number => {
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(errorsInARow - 1, 10));
  return pause / 2 + (pause / 2) * chance;
};

/**
 * Holds a subscription: connects, and connects again with pauses when the connection is lost. A message is acknowledged once it is kept; what cannot be
 * kept is tried again and holds the broker back meanwhile. Whatever was not acknowledged the broker sends again, and it is kept once.
 */
export class Subscriber {
  readonly #parts: SubscriberParts;
  readonly #stop = new AbortController();
  #state: SubscriberState = { state: 'waiting', lastMessageAt: null, messages: 0, errorsInARow: 0, nextTryAt: null, error: null };
  #connection: BrokerConnection | null = null;
  /** Acknowledgements go in the order of arrival. */
  #inOrder: Promise<void> = Promise.resolve();
  readonly #ended: Promise<void>;

  constructor(parts: SubscriberParts) {
    this.#parts = parts;
    this.#ended = this.#run();
  }

  /** Leaves the broker after what came is kept; `forget` ends the session there, so that nothing is held for us any more. */
  async stop(forget: boolean): Promise<void> {
    this.#stop.abort();
    const connection = this.#connection;
    connection?.pause();
    await Promise.race([this.#inOrder, pausing(leaveWithinMs)]);
    await connection?.close(forget);
    await this.#ended;
    this.#tell({ state: 'stopped', nextTryAt: null });
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const why = await this.#once();
      if (this.#stop.signal.aborted) return;
      const errorsInARow = this.#state.errorsInARow + 1;
      const pause = pauseAfter(errorsInARow, this.#parts.chance());
      this.#tell({ state: 'waiting', errorsInARow, error: why, nextTryAt: this.#parts.now() + pause });
      await pausing(pause, this.#stop.signal);
    }
  }

  /** One connection, to its end: why it ended. */
  async #once(): Promise<string> {
    const held: { connection?: BrokerConnection; early: Array<readonly BrokerMessage[]> } = { early: [] };
    try {
      const connection = await this.#parts.open((messages) => {
        if (held.connection === undefined) held.early.push(messages);
        else this.#take(messages, held.connection);
      });
      held.connection = connection;
      this.#connection = connection;
      if (this.#stop.signal.aborted) await connection.close(false);
      this.#tell({ state: 'connected', errorsInARow: 0, error: null, nextTryAt: null });
      for (const messages of held.early) this.#take(messages, connection);
      return await connection.ended;
    } catch (error) {
      if (!(error instanceof BrokerRefusal)) this.#parts.log(`A subscription failed: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      return error instanceof BrokerRefusal ? error.message : 'Something went wrong here; it is in the log.';
    } finally {
      this.#connection = null;
    }
  }

  #take(messages: readonly BrokerMessage[], connection: BrokerConnection): void {
    this.#state = { ...this.#state, messages: this.#state.messages + messages.length, lastMessageAt: this.#parts.now() };
    const kept = this.#keep(this.#parts.arrive(messages));
    this.#inOrder = this.#inOrder.then(async () => {
      if (await kept) connection.acknowledge(messages.flatMap(({ packetId }) => packetId ?? []));
    });
  }

  /** False where the subscriber was stopped before they could be kept. */
  async #keep(events: readonly Arrived[]): Promise<boolean> {
    for (;;) {
      try {
        if (events.length > 0) await this.#parts.keep(events);
        return true;
      } catch (error) {
        if (this.#stop.signal.aborted) return false;
        this.#tell({ error: `Messages could not be kept and are held: ${error instanceof Error ? error.message : String(error)}` });
        await pausing(pauseBeforeKeepingAgainMs, this.#stop.signal);
      }
    }
  }

  /** How it does now; the count of messages changes without being told. */
  get state(): SubscriberState {
    return this.#state;
  }

  #tell(change: Partial<SubscriberState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.tell(this.#state);
  }
}

const pausing = (ms: number, signal?: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal?.aborted) return resolve();
  const timer = setTimeout(resolve, ms);
  signal?.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
});

import { sql, type Kysely } from 'kysely';
import type { WorkspaceTables } from '../../../../store/index.ts';

export interface NewDelivery {
  readonly id: string;
  readonly source: string;
  /** SHA-256 of what tells deliveries apart. */
  readonly hash: string;
  readonly receivedAt: number;
  readonly payload: string;
}

/** More arrives than can be stored; nothing of this delivery is kept. */
export class TooManyDeliveries extends Error {}

interface Waiting {
  readonly delivery: NewDelivery;
  readonly settle: (kept: 'kept' | 'duplicate') => void;
  readonly fail: (error: unknown) => void;
}

const mostWaitingChars = 32 * 2 ** 20;
const mostAtOnce = 500;
/** One who inserts at a time, so that whoever reads by number misses nothing. */
export const deliveryTurn = 4708;

/** Stores deliveries of one workspace, those that came while others were being stored together in one transaction. */
export class DeliveryKeeper {
  readonly #state: Kysely<WorkspaceTables>;
  #waiting: Waiting[] = [];
  #waitingChars = 0;
  #storing: Promise<void> | null = null;

  constructor(state: Kysely<WorkspaceTables>) {
    this.#state = state;
  }

  /** Resolves when the delivery is on disk. Throws `TooManyDeliveries`, and whatever keeps the store from storing. */
  keep(delivery: NewDelivery): Promise<'kept' | 'duplicate'> {
    if (this.#waitingChars + delivery.payload.length > mostWaitingChars) throw new TooManyDeliveries();
    this.#waitingChars += delivery.payload.length;
    return new Promise((settle, fail) => {
      this.#waiting.push({ delivery, settle, fail });
      this.#storing ??= this.#storeAll().finally(() => { this.#storing = null; });
    });
  }

  /** Resolves when nothing waits any more. */
  async close(): Promise<void> {
    await this.#storing;
  }

  async #storeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, mostAtOnce);
      try {
        const kept = await this.#store(batch.map(({ delivery }) => delivery));
        for (const { delivery, settle } of batch) settle(kept.has(delivery.id) ? 'kept' : 'duplicate');
      } catch (error) {
        for (const { fail } of batch) fail(error);
      } finally {
        this.#waitingChars -= batch.reduce((sum, { delivery }) => sum + delivery.payload.length, 0);
      }
    }
  }

  #store(deliveries: readonly NewDelivery[]): Promise<Set<string>> {
    return this.#state.transaction().execute(async (transaction) => {
      await sql`SELECT pg_advisory_xact_lock(${deliveryTurn})`.execute(transaction);
      const rows = await transaction.insertInto('hook_deliveries').values(deliveries.map(({ id, source, hash, receivedAt, payload }) => ({
        id, source, delivery_hash: hash, received_at: new Date(receivedAt), payload, code: null, path: null, mapping_version: null,
      }))).onConflict((conflict) => conflict.columns(['source', 'delivery_hash']).doNothing()).returning('id').execute();
      const kept = new Set(rows.map(({ id }) => id));
      const twice = Map.groupBy(deliveries.filter(({ id }) => !kept.has(id)), ({ source }) => source);
      for (const [source, { length }] of twice) await sql`UPDATE hook_sources SET duplicates = duplicates + ${length} WHERE source = ${source}`.execute(transaction);
      return kept;
    });
  }
}

import type { Kysely } from 'kysely';
import type { WorkspaceTables } from '../store/index.ts';

/** How many parsed answers a process keeps at hand. */
const heldAnswers = 60;

/**
 * Answers already computed, by name, parameters and version of the data. Kept in Postgres so that every process and every
 * restart shares them; the newest are also held in memory. It may be emptied at any time.
 */
export class AnswersCache {
  readonly #state: Kysely<WorkspaceTables>;
  readonly #now: () => number;
  readonly #held = new Map<string, unknown>();

  constructor(state: Kysely<WorkspaceTables>, now: () => number) {
    this.#state = state;
    this.#now = now;
  }

  async get(key: string): Promise<unknown> {
    if (this.#held.has(key)) return this.#held.get(key);
    const row = await this.#state.selectFrom('answers').select('body').where('key', '=', key).executeTakeFirst();
    if (!row) return undefined;
    const value: unknown = JSON.parse(row.body);
    this.#hold(key, value);
    return value;
  }

  async put(key: string, name: string, dataVersion: string, value: unknown): Promise<void> {
    this.#hold(key, value);
    const row = { key, name, data_version: dataVersion, created_at: new Date(this.#now()), body: JSON.stringify(value) };
    await this.#state.insertInto('answers').values(row).onConflict((conflict) => conflict.column('key').doUpdateSet({ body: row.body, created_at: row.created_at })).execute();
  }

  /** Forgets what belongs to other versions of the data. */
  async keepOnly(dataVersion: string): Promise<void> {
    this.#held.clear();
    await this.#state.deleteFrom('answers').where('data_version', '!=', dataVersion).execute();
  }

  #hold(key: string, value: unknown): void {
    this.#held.set(key, value);
    const oldest = this.#held.keys().next().value;
    if (this.#held.size > heldAnswers && oldest !== undefined) this.#held.delete(oldest);
  }
}

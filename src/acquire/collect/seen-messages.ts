import { z } from 'zod';
import { DAY_MS } from '../../model/index.ts';
import { storedMessages, type Facts } from '../../store/index.ts';
import { hashFromWhole, type MessageHash } from './message-hash.ts';
import { SeenFilter } from './seen-filter.ts';

/** For how many days a repetition is known as one: this day and the eight before it. */
const keptDays = 9;
/** Hashes in one statement: they travel in an address, whose length engines bound. */
const mostAtOnce = 4_000;
const isInWindow = "received_at >= toStartOfDay(fromUnixTimestamp64Milli({from:Int64}, 'UTC'))";

/** Messages that arrived within the window, by source and hash: in a filter of each day, and for certain in the store. */
export class SeenMessages {
  readonly #facts: Facts;
  readonly #days = new Map<number, SeenFilter>();

  private constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Reads the window's hashes from the store: the filter is a cache of it. */
  static async open(facts: Facts, now: number): Promise<SeenMessages> {
    const seen = new SeenMessages(facts);
    const rows = facts.stream(`SELECT intDiv(toUnixTimestamp64Milli(received_at), 86400000), message_hash FROM ${storedMessages} AND ${isInWindow}`, { from: now - (keptDays - 1) * DAY_MS });
    for await (const block of rows) for (const [day, whole] of block) seen.#dayOf(Number(day)).add(hashFromWhole(String(whole)));
    return seen;
  }

  /** Takes messages into the window; also those of which it is not certain whether they are stored, since "maybe" is looked up. */
  add(messages: Iterable<MessageHash>, now: number): void {
    const day = this.#dayOf(Math.floor(now / DAY_MS));
    for (const message of messages) day.add(message);
  }

  /** Those of the messages that are stored. */
  async among(messages: readonly MessageHash[], sources: readonly string[], now: number): Promise<ReadonlySet<string>> {
    this.#forgetBefore(Math.floor(now / DAY_MS) - keptDays + 1);
    const filters = [...this.#days.values()];
    const maybe = messages.filter((message) => filters.some((filter) => filter.mayHold(message)));
    const found = new Set<string>();
    for (let start = 0; start < maybe.length; start += mostAtOnce) {
      const hashes = maybe.slice(start, start + mostAtOnce).map(({ whole }) => BigInt(whole));
      for (const { message_hash } of await this.#facts.query(storedAmong, { hashes, sources: [...sources], from: now - (keptDays - 1) * DAY_MS })) found.add(message_hash);
    }
    return found;
  }

  #dayOf(day: number): SeenFilter {
    const held = this.#days.get(day) ?? new SeenFilter();
    this.#days.set(day, held);
    return held;
  }

  #forgetBefore(day: number): void {
    for (const held of this.#days.keys()) if (held < day) this.#days.delete(held);
  }
}

// The source's name is part of the hash; it is named for the index.
const storedAmong = {
  name: 'messages_stored_among',
  text: `SELECT DISTINCT message_hash FROM ${storedMessages} AND ${isInWindow} AND source IN {sources:Array(String)} AND message_hash IN {hashes:Array(UInt64)}`,
  parameters: z.object({ hashes: z.array(z.bigint()), sources: z.array(z.string()), from: z.number() }),
  row: z.object({ message_hash: z.string() }),
};

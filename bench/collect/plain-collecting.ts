import { randomUUID } from 'node:crypto';
import { acceptedRow } from '../../src/acquire/collect/event-row.ts';
import { hashOfMessage } from '../../src/acquire/collect/message-hash.ts';
import type { Collected, Collecting, Delivery, MetricsCollected, WireEvent } from '../../src/model/index.ts';
import { insertEvents, type EventRow, type Facts } from '../../src/store/index.ts';

/** The collector without any step: nothing is checked, compared, joined or asked, and the same rows are written. */
export class PlainCollecting implements Collecting {
  readonly #facts: Facts;
  #waiting: Array<{ rows: EventRow[]; settle: () => void; fail: (error: unknown) => void }> = [];
  #isRunning = false;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  knowsKey = async (): Promise<boolean> => true;
  unread = (): null => null;
  collectMetrics = async (): Promise<MetricsCollected> => ({ kind: 'other_source' });

  async collect({ events }: Delivery): Promise<Collected> {
    const receivedAt = Date.now();
    const rows = events.map((sent) => {
      const wire = sent as WireEvent;
      const receipt = { eventId: randomUUID(), attempt: 0, source: 'bench', receivedAt, hash: hashOfMessage('bench', wire.messageId ?? ''), messageId: wire.messageId ?? '' };
      return acceptedRow(receipt, { type: wire.type, name: wire.event ?? '', anonymousId: wire.anonymousId ?? '', userId: wire.userId ?? '', groupId: '', previousId: '', nodes: [], joins: [], addresses: [], wording: null, occurredAt: receivedAt, warnings: [], refused: [], granted: [], texts: { properties: JSON.stringify(wire.properties ?? {}), traits: JSON.stringify(wire.traits ?? {}), context: JSON.stringify(wire.context ?? {}) } });
    });
    await new Promise<void>((settle, fail) => {
      this.#waiting.push({ rows, settle, fail });
      if (!this.#isRunning) void this.#run();
    });
    return { kind: 'settled', answers: rows.map(({ message_id }) => ({ messageId: message_id, fate: 'accepted' })) };
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0);
      try {
        await insertEvents(this.#facts, group.flatMap(({ rows }) => rows));
        for (const { settle } of group) settle();
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
    this.#isRunning = false;
  }
}

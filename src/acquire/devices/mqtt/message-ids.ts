import { hash } from 'node:crypto';
import type { BrokerMessage } from '../../../net/index.ts';

/**
 * Ids by which a message that the broker repeats is known again. What the device says decides where it says anything: an own id (user property
 * `message-id`), else a time or a number in sequence in the payload. A message that says neither, such as a bare `21.5`, is told from the same value
 * a second later by its packet id alone: it is a repetition where the broker marks it as one (DUP) and the last message with that packet id was the same.
 */
export class MessageIds {
  readonly #lastOf: Map<number, string>;
  readonly #newId: () => string;

  /** `stored`: ids of this kind that were stored last, by packet id, from before a restart. */
  constructor(stored: Iterable<string>, newId: () => string) {
    this.#lastOf = new Map([...stored].flatMap((id) => {
      const packet = /^p\.(\d{1,5})\./.exec(id)?.[1];
      return packet === undefined ? [] : [[Number(packet), id.split('/')[0] as string] as const];
    }));
    this.#newId = newId;
  }

  of(message: BrokerMessage, isTold: boolean): string {
    const given = message.userProperties['message-id'];
    if (typeof given === 'string' && given !== '') return `g.${digest(message.topic, given)}`;
    const content = digest(message.topic, message.payload);
    if (isTold) return `t.${content}`;
    if (message.packetId === null) return `n.${this.#newId()}`;
    const last = this.#lastOf.get(message.packetId);
    if (message.isRepeated && last?.startsWith(`p.${message.packetId}.${content}.`)) return last;
    const own = `p.${message.packetId}.${content}.${this.#newId()}`;
    this.#lastOf.set(message.packetId, own);
    return own;
  }
}

/** 128 bits of SHA-256 over topic and content. */
const digest = (topic: string, content: string | Uint8Array): string => hash('sha256', Buffer.concat([Buffer.from(`${topic}\n`), typeof content === 'string' ? Buffer.from(content) : content]), 'hex').slice(0, 32);

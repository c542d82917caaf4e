import { hash } from 'node:crypto';

/** The first 64 bits of SHA-256 over source and message: as two halves for filters, and whole for the store. */
export interface MessageHash {
  readonly high: number;
  readonly low: number;
  /** The same as a decimal number. */
  readonly whole: string;
}

/** The same message of another source is another message. */
export function hashOfMessage(source: string, message: string): MessageHash {
  const bytes = hash('sha256', `${source}\n${message}`, 'buffer');
  return { high: bytes.readUInt32BE(0), low: bytes.readUInt32BE(4), whole: bytes.readBigUInt64BE(0).toString() };
}

export function hashFromWhole(whole: string): MessageHash {
  const number = BigInt(whole);
  return { high: Number(number >> 32n), low: Number(number & 0xffffffffn), whole };
}

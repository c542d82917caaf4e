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
  // As text of bytes: a buffer for each message would cost more than the hash.
  const bytes = hash('sha256', `${source}\n${message}`, 'binary');
  const [high, low] = [uint32(bytes, 0), uint32(bytes, 4)];
  return { high, low, whole: ((BigInt(high) << 32n) | BigInt(low)).toString() };
}

const uint32 = (bytes: string, at: number): number => ((bytes.charCodeAt(at) << 24) | (bytes.charCodeAt(at + 1) << 16) | (bytes.charCodeAt(at + 2) << 8) | bytes.charCodeAt(at + 3)) >>> 0;

export function hashFromWhole(whole: string): MessageHash {
  const number = BigInt(whole);
  return { high: Number(number >> 32n), low: Number(number & 0xffffffffn), whole };
}

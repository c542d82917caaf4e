import { createHash } from 'node:crypto';

/** 256 bits of chance as text that is safe in an address and a cookie. */
export const newSecret = (randomBytes: (size: number) => Uint8Array): string => Buffer.from(randomBytes(32)).toString('base64url');

/** An id that says nothing: 128 bits of chance. */
export const newId = (randomBytes: (size: number) => Uint8Array): string => Buffer.from(randomBytes(16)).toString('hex');

/**
 * What is stored in place of a secret. A plain SHA-256 is enough, because what it hashes is 256 bits of chance
 * that nobody can guess their way through.
 */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

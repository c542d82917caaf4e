import { createHash } from 'node:crypto';

/** The SHA-256 of a number in E.164 as it travels: with the plus, and of the digits alone. */
export const phoneHashes = (number: string): readonly string[] => [number, number.slice(1)].map((form) => createHash('sha256').update(form).digest('hex'));

import { Failure } from '../model/index.ts';

/** A cursor says nothing to whoever holds it, so that it may change its meaning without notice. */
export const writeCursor = (position: string): string => Buffer.from(`1:${position}`, 'utf8').toString('base64url');

/** Throws `Failure('bad_request')` for what was never handed out. */
export function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!text.startsWith('1:')) throw new Failure('bad_request', 'This cursor cannot be read.', 'Start again at the first page.');
  return text.slice(2);
}

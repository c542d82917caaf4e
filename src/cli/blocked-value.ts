import { Failure, blockedKinds, blockedValueSchema, type BlockedValue } from '../model/index.ts';

/** A kind and a pattern as they were typed. */
export function blockedValue(kind: unknown, pattern: unknown): BlockedValue {
  const read = blockedValueSchema.safeParse({ kind, pattern });
  if (!read.success) throw new Failure('bad_request', `"${String(kind)} ${String(pattern)}" is no value that can be blocked.`, `A kind is one of ${blockedKinds.join(', ')}; a pattern has at least two signs, and not * alone.`);
  return read.data;
}

import { wireEventSchema, type WireEvent } from '../../../model/index.ts';
import { quarantined, type Settled } from '../travelling-event.ts';

/** The first step: what was sent as an event of the wire format, or the place where it is none. */
export function readShape(sent: unknown): WireEvent | Settled {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return quarantined('not_an_object', '');
  const read = wireEventSchema.safeParse(sent);
  if (read.success) return read.data;
  return quarantined('wrong_shape', pointerTo(read.error.issues[0]?.path ?? []));
}

/** JSON Pointer of a place (RFC 6901). */
const pointerTo = (path: readonly PropertyKey[]): string => path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

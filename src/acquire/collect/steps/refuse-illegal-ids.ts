import type { WireEvent } from '../../../model/index.ts';
import { quarantined, type Step, type Settled } from '../travelling-event.ts';

/** What sloppy code sends in place of an id. Whoever shared one of these would become one person. */
const standsForNobody = new Set([
  '0', '-1', '00000000-0000-0000-0000-000000000000', '[object object]', 'anonymous', 'anon', 'guest', 'null', 'nil', 'none', 'nan', 'undefined', 'unknown', 'n/a', 'na',
  'true', 'false', 'email', 'id', 'user', 'user_id', 'userid', 'distinct_id', 'system', 'backend', 'test', 'default', 'visitor', 'not_authenticated',
]);
const longestId = 200;

const idFields = ['userId', 'anonymousId', 'groupId', 'previousId'] as const;

/** Ids that stand for nobody or for everybody are refused before they can join anyone; so is an event without any. */
export const refuseIllegalIds: Step = (event) => {
  const { wire } = event;
  const illegal = idFields.find((field) => isIllegalId(wire[field]));
  if (illegal) return quarantined('illegal_id', `/${illegal}`);
  if (isIllegalId(wire.context?.groupId)) return quarantined('illegal_id', '/context/groupId');
  return missingIdentity(wire) ?? event;
};

/** An empty id is an absent one. Control characters are in no id, and not every store takes them. */
export const isIllegalId = (id: string | null | undefined): boolean => {
  if (id === null || id === undefined || id === '') return false;
  const plain = id.trim().toLowerCase();
  return plain === '' || id.length > longestId || standsForNobody.has(plain) || /\p{Cc}/u.test(id);
};

/** Servers may speak of an account alone. */
function missingIdentity(wire: WireEvent): Settled | null {
  if (wire.type === 'alias' && !(wire.userId && wire.previousId)) return quarantined('no_identity', wire.userId ? '/previousId' : '/userId');
  if (wire.type === 'group' && !wire.groupId) return quarantined('no_identity', '/groupId');
  return wire.userId || wire.anonymousId || wire.groupId || wire.context?.groupId ? null : quarantined('no_identity', '');
}

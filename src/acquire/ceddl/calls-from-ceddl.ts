import { fromCeddl, settleSecurity, type CeddlReport, type WireEventInput } from '../../model/index.ts';
import { ceddlBounds } from './bound-object.ts';
import { messageIdOf, type CeddlArrival, type Said } from './calls/call-makers.ts';
import { contextForOthers, stampedContext } from './calls/consent-stamp.ts';
import { eventCalls, shownCalls } from './calls/happening-calls.ts';
import { pageCalls } from './calls/page-call.ts';
import { accountCalls, profileCalls, purchaserCalls, visitorId } from './calls/people-calls.ts';
import { productCalls } from './calls/product-calls.ts';
import { cartCalls, orderCalls } from './calls/sale-calls.ts';
import type { Fields } from './plain-value.ts';
import { readCeddl, type CeddlRefused } from './read-ceddl.ts';

export interface CeddlCalls {
  readonly kind: 'calls';
  /** In the order in which they are to be taken: who it is, then what happened. */
  readonly calls: readonly WireEventInput[];
  readonly report: CeddlReport;
}

/**
 * A `digitalData` as calls of the Segment specification. What its `security` rules control goes into properties and traits only, with
 * its rules in their field `security`, by the names of the categories that the object declares: `cutCall` cuts it for any reader.
 */
export function callsFromCeddl(digitalData: unknown, arrival: CeddlArrival): CeddlCalls | CeddlRefused {
  const read = readCeddl(digitalData);
  if (read.kind === 'refused') return read;
  const settled = settleSecurity(read.data);
  const identity = { anonymousId: arrival.anonymousId, userId: arrival.userId ?? visitorId(settled) ?? null };
  const context = { ...stampedContext(read.data, arrival.context ?? {}, arrival.at), ...fromCeddl };
  const said = saidIn(settled, arrival);
  // Each call has the context of the delivery: a small body must not become a large one.
  if (said.length > ceddlBounds.calls || said.length * JSON.stringify(context).length > ceddlBounds.contexts) return { kind: 'refused', why: 'too_large' };
  return { kind: 'calls', report: read.report, calls: said.map((one) => callOf(one, arrival, identity, context)) };
}

const saidIn = (data: Fields, { isPageView = false }: CeddlArrival): Said[] => [
  ...profileCalls(data), ...accountCalls(data), ...(isPageView ? [] : pageCalls(data)), ...productCalls(data), ...cartCalls(data), ...purchaserCalls(data), ...orderCalls(data), ...eventCalls(data), ...shownCalls(data),
];

function callOf({ part, about, ...said }: Said, arrival: CeddlArrival, visitor: Pick<WireEventInput, 'anonymousId' | 'userId'>, context: NonNullable<WireEventInput['context']>): WireEventInput {
  const messageId = messageIdOf(arrival.messageId, part);
  const isOther = about !== undefined && about !== visitor.userId;
  return { ...(messageId === undefined ? {} : { messageId }), ...(about === undefined ? visitor : { userId: about }), ...(arrival.at === null ? {} : { timestamp: arrival.at }), ...said, context: isOther ? contextForOthers(context) : context };
}

import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callsFromCeddl, type CeddlRefused } from '../../acquire/index.ts';
import { Failure, eventContextSchema, wireEventSchema, type CeddlReport, type Collected, type Collecting } from '../../model/index.ts';
import { readDelivery } from './read-delivery.ts';

/** A `digitalData` as a site sends it, with what an event says of itself. */
const bodySchema = z.object({
  digitalData: z.unknown(),
  ...wireEventSchema.pick({ messageId: true, anonymousId: true, userId: true, timestamp: true }).shape,
  context: eventContextSchema.nullish(),
});

/** Takes a `digitalData` as the calls that it stands for. Throws `Failure`: `bad_request` or `too_large`, with what is wrong. */
export async function takeCeddl(request: FastifyRequest, collecting: Collecting): Promise<{ collected: Collected; report: CeddlReport }> {
  const delivery = readDelivery(request, 'ceddl');
  const body = bodySchema.safeParse(delivery.events[0]);
  if (!body.success) throw new Failure('bad_request', `A field has another type than the specification says: /${(body.error.issues[0]?.path ?? []).join('/')}`, 'Send {"digitalData": {…}, "anonymousId": "…"}.');
  const { digitalData, messageId, anonymousId, userId, timestamp, context } = body.data;
  const said = callsFromCeddl(digitalData, { messageId: messageId ?? null, anonymousId: anonymousId ?? null, userId: userId ?? null, at: timeOf(timestamp), context });
  if (said.kind === 'refused') throw refusalOf(said);
  return { collected: await collecting.collect({ ...delivery, events: said.calls }), report: said.report };
}

const timeOf = (given: string | number | null | undefined): string | null => (typeof given === 'number' && Math.abs(given) <= 8.64e15 ? new Date(given).toISOString() : given === null || given === undefined ? null : String(given));

function refusalOf({ why }: CeddlRefused): Failure {
  if (why === 'not_an_object') return new Failure('bad_request', 'The body has no object "digitalData".', 'Send {"digitalData": {…}, "anonymousId": "…"}.');
  return new Failure('too_large', why === 'too_deep' ? 'A digitalData may be 32 levels deep.' : 'A digitalData may hold 20,000 values and 500,000 characters, and stand for 1,000 calls.', 'Send what the page is about alone; nothing of this one was kept.');
}

import { callsFromCeddl } from '../../acquire/index.ts';
import { eventContextSchema, type Delivery } from '../../model/index.ts';

/** Characters that the calls of one delivery may take up, beyond its own. */
const mostUnfolded = 8_000_000;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const idOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * Events that carry a `digitalData` in their context are kept without it, and what it stands for is kept as calls after the others.
 * Where it cannot be read, or there is too much, the event keeps it.
 */
export function unfoldCeddl(delivery: Delivery): Delivery {
  if (!delivery.events.some(carriesCeddl)) return delivery;
  let left = mostUnfolded;
  const events: unknown[] = [];
  const calls: unknown[] = [];
  for (const event of delivery.events) {
    const unfolded = carriesCeddl(event) && left > 0 ? unfoldEvent(event) : null;
    events.push(unfolded?.event ?? event);
    if (unfolded === null) continue;
    left -= JSON.stringify(unfolded.calls).length;
    calls.push(...unfolded.calls);
  }
  return { ...delivery, events: [...events, ...calls] };
}

const carriesCeddl = (event: unknown): event is Fields & { readonly context: Fields } => isFields(event) && isFields(event['context']) && isFields(event['context']['digitalData']);

function unfoldEvent(event: Fields & { readonly context: Fields }): { event: unknown; calls: readonly unknown[] } | null {
  const { digitalData, ...rest } = event.context;
  const context = eventContextSchema.safeParse(rest);
  if (!context.success) return null;
  const at = event['timestamp'] ?? event['originalTimestamp'];
  const said = callsFromCeddl(digitalData, { messageId: idOf(event['messageId']), anonymousId: idOf(event['anonymousId']), userId: idOf(event['userId']), at: idOf(at), isPageView: event['type'] === 'page', context: context.data });
  return said.kind === 'calls' ? { event: { ...event, context: rest }, calls: said.calls } : null;
}

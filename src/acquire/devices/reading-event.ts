import type { EventWarning } from '../../model/index.ts';
import { jsonText } from '../collect/event-texts.ts';
import type { ReadyEvent } from '../collect/ready-event.ts';
import { isIllegalId } from '../collect/steps/refuse-illegal-ids.ts';
import type { Counter, Reading } from './reading.ts';

/** Less than this is not the future: clocks differ. */
const deadbandMs = 150_000;
const mostBytes = 32 * 1024;

/** When a reading counts as having happened, epoch ms: as it says, but never in the future. */
export const happenedAt = (reading: Reading, receivedAt: number): number => Math.min(reading.time ?? receivedAt, receivedAt);

/** A reading as it is kept, or what is wrong with it. A device is nobody: its account is the only id. */
export function readingEvent(reading: Reading, receivedAt: number): ReadyEvent | { code: 'illegal_id' | 'too_large'; path: string } {
  const { device, account, product, metric, value, unit, isEvent, counter, series, more } = reading;
  if (isIllegalId(device)) return { code: 'illegal_id', path: '/device' };
  if (isIllegalId(account)) return { code: 'illegal_id', path: '/account' };
  const properties = jsonText({ device, ...(product === null ? {} : { product }), value, ...(unit === null ? {} : { unit }), ...(isEvent ? { isEvent } : {}), ...(counter === undefined ? {} : toldCounter(counter)), ...(series === undefined ? {} : { series }), ...more });
  if (properties.text.length > mostBytes || metric.length > 200) return { code: 'too_large', path: '' };
  const warnings: EventWarning[] = [...(properties.isRepaired ? ['text_repaired' as const] : []), ...((reading.time ?? 0) > receivedAt + deadbandMs ? ['time_in_future' as const] : [])];
  return {
    type: 'reading', name: metric.toWellFormed(), anonymousId: '', userId: '', groupId: (account ?? '').toWellFormed(), previousId: '', nodes: [], joins: [], addresses: [], wording: null,
    occurredAt: happenedAt(reading, receivedAt), warnings, refused: [], granted: [], texts: { properties: properties.text, traits: '', context: '' },
  };
}

const toldCounter = ({ kind, since }: Counter): object => ({ counter: kind, ...(since === null ? {} : { since: new Date(since).toISOString() }) });

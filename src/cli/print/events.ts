import type { EventTotals, QuarantinedEvent, ReceivedEvent } from '../../model/index.ts';
import { tableLines, withoutControls } from './table.ts';

const moment = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

/** Received events, a line each, the last first. */
export function eventLines(events: readonly ReceivedEvent[]): string[] {
  if (events.length === 0) return ['No such event is here.'];
  return tableLines(events, [
    { title: 'Received (UTC)', cell: ({ receivedAt }) => moment(receivedAt) },
    { title: 'Source', cell: ({ source }) => source },
    { title: 'Event', cell: ({ type, name }) => [type, name].filter(Boolean).join(': ') },
    { title: 'Person', cell: ({ person }) => person ?? '' },
    { title: 'Accounts', cell: ({ accounts }) => accounts.join(', ') },
    { title: 'Message', cell: ({ messageId }) => messageId ?? '' },
    { title: 'Fate', cell: ({ fate, reason, warnings }) => [fate, ...(reason ? [reason] : []), ...warnings].join(', ') },
  ]);
}

/** What each source sent and what became of it, each with its sum. */
export function totalsLines(totals: readonly EventTotals[]): string[] {
  if (totals.length === 0) return ['No source has sent an event yet. Make one with: hindcast source create NAME'];
  return totals.map(({ source, received, accepted, dropped, quarantined, duplicate, reasons }) => {
    const why = Object.entries(reasons).map(([reason, events]) => `${events} ${reason}`).join(', ');
    return `${source}: ${received} received = ${accepted} accepted + ${dropped} dropped${why ? ` (${why})` : ''} + ${quarantined} in quarantine + ${duplicate} repetitions.`;
  });
}

/** Events in quarantine with what is wrong and where. */
export function quarantineLines(events: readonly QuarantinedEvent[]): string[] {
  if (events.length === 0) return ['Nothing waits in quarantine.'];
  return events.flatMap(({ id, source, receivedAt, code, why, path, payload, attempts }) => [
    `${id}  ${moment(receivedAt)}  ${source}`, `  ${code} at ${path === '' ? 'the event itself' : withoutControls(path)}: ${why}${attempts > 1 ? ` Tried ${attempts} times.` : ''}`, `  ${withoutControls(payload).slice(0, 200)}`,
  ]);
}

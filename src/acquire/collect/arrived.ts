import { wireSchemaVersion, type DropReason, type EventType, type QuarantineCode } from '../../model/index.ts';
import type { Receipt } from './event-row.ts';
import { jsonText } from './event-texts.ts';
import { travel } from './pipeline.ts';
import { nameOf, readyEvent, type ReadyEvent } from './ready-event.ts';
import { isSettled, type Arrival, type Settled, type Step } from './travelling-event.ts';

export interface Dropped {
  readonly fate: 'dropped';
  readonly reason: DropReason;
  readonly type: EventType;
  readonly name: string;
  /** Where many alike were left out at the door: how many, and the rule that did, with its version. */
  readonly tally?: { readonly times: number; readonly rule: string };
}

export interface Quarantined {
  readonly fate: 'quarantined';
  readonly code: QuarantineCode;
  readonly path: string;
  /** What was sent, and how it came: as JSON, for its repair. */
  readonly payload: string;
  readonly arrival: string;
  readonly schemaVersion: string;
}

/** What was sent as one event, after its own steps. */
export interface Arrived {
  readonly receipt: Receipt;
  readonly outcome: ReadyEvent | Dropped | Quarantined;
  /** The source keeps nothing of a person without a yes. */
  readonly needsConsent: boolean;
}

export const isOver = (outcome: Arrived['outcome']): outcome is Dropped | Quarantined => 'fate' in outcome;

/** Takes what was sent as one event through its steps. */
export function arrive(sent: unknown, receipt: Receipt, arrival: Arrival, steps?: readonly Step[]): Arrived {
  const outcome = travel(sent, arrival, steps);
  return { receipt, outcome: isSettled(outcome) ? ended(outcome, sent, arrival) : readyEvent(outcome), needsConsent: arrival.settings.needsConsent };
}

function ended(settled: Settled, sent: unknown, { gpc, byServer, userAgent, sentAt }: Arrival): Dropped | Quarantined {
  if (settled.fate === 'dropped') return { fate: 'dropped', reason: settled.reason, type: settled.wire.type, name: nameOf(settled.wire) };
  return { ...settled, payload: jsonText(sent).text, arrival: jsonText({ gpc, byServer, userAgent, sentAt }).text, schemaVersion: wireSchemaVersion };
}

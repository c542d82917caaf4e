import type { DropReason, EventSourceSettings, EventWarning, Purpose, QuarantineCode, WireEvent } from '../../model/index.ts';

/** How a delivery arrived: what the steps know besides the event itself. */
export interface Arrival {
  readonly source: string;
  readonly settings: EventSourceSettings;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** When the sender says that it sent, as it said it. */
  readonly sentAt: unknown;
  readonly ip: string;
  readonly userAgent: string | undefined;
  readonly gpc: boolean;
  readonly byServer: boolean;
}

/** An event on its way through the steps. */
export interface TravellingEvent {
  readonly wire: WireEvent;
  /** Epoch ms, after correction. */
  readonly occurredAt: number;
  readonly warnings: readonly EventWarning[];
  /** Purposes that the event's own stamps refuse. */
  readonly refused: readonly Purpose[];
  /** Purposes that the event's own stamps grant. */
  readonly granted: readonly Purpose[];
  /** What it tells, as JSON; empty until it is written. */
  readonly texts: EventTexts;
}

export interface EventTexts {
  readonly properties: string;
  readonly traits: string;
  readonly context: string;
}

/** The end of the way before the event is kept. */
export type Settled =
  | { readonly fate: 'dropped'; readonly reason: DropReason; readonly wire: WireEvent }
  | { readonly fate: 'quarantined'; readonly code: QuarantineCode; readonly path: string };

/** One step: the event as it goes on, or its end. Pure. */
export type Step = (event: TravellingEvent, arrival: Arrival) => TravellingEvent | Settled;

export const isSettled = (event: TravellingEvent | Settled): event is Settled => 'fate' in event;

export const quarantined = (code: QuarantineCode, path: string): Settled => ({ fate: 'quarantined', code, path });

export const warned = (event: TravellingEvent, warning: EventWarning): TravellingEvent => ({ ...event, warnings: [...event.warnings, warning] });

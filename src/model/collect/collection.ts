import type { Principal } from '../access.ts';
import type { CeddlLoad } from '../ceddl/ceddl-load.ts';
import type { EventAnswer } from './fates.ts';
import type { DeviceSourceInput, Subscription } from './device-rules.ts';
import type { EventSource, EventSourceSettings, EventTotals } from './event-source.ts';
import type { EventFilter, QuarantinedEvent, ReceivedEvent, ReplayAnswer, ReplayRequest } from './received-event.ts';

/** Events that came in one request, and how they came. */
export interface Delivery {
  readonly writeKey: string;
  /** As parsed from JSON, nothing checked yet. */
  readonly events: readonly unknown[];
  readonly sentAt: unknown;
  readonly ip: string;
  readonly userAgent: string | undefined;
  /** The request carried Global Privacy Control. */
  readonly gpc: boolean;
  /** Sent by a server with its key, not by a browser: never judged as a robot. */
  readonly byServer: boolean;
  /** Size of the request's body after unpacking. */
  readonly bytes: number;
}

/** What became of a delivery. Anything but `settled` stored nothing that would matter to a repetition. */
export type Collected =
  | { readonly kind: 'settled'; readonly answers: readonly EventAnswer[] }
  | { readonly kind: 'unknown_key' }
  | { readonly kind: 'closed' }
  | CollectedLater;

/** The whole is to be sent again later, which does no harm. */
export interface CollectedLater {
  readonly kind: 'later';
  readonly why: 'busy' | 'storage';
  readonly retryAfterSeconds: number;
}

/** A request of an OpenTelemetry exporter. */
export interface MetricsDelivery {
  readonly writeKey: string;
  /** Decodes it into the shape of OTLP/JSON, nothing checked yet; null where it is none. Asked only for a key that is known. */
  readonly document: () => unknown;
  /** Size of the request's body after unpacking. */
  readonly bytes: number;
}

/** What became of a delivery of metrics. `unreadable` and whatever else is not `settled` kept nothing. */
export type MetricsCollected =
  | { readonly kind: 'settled'; /** Data points that no reading could be made of; they wait in quarantine. */ readonly rejected: number; /** In words for the sender; empty where nothing was rejected. */ readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'other_source' }
  | Exclude<Collected, { kind: 'settled' }>;

/** The collector as the routes see it. */
export interface Collecting {
  collect(delivery: Delivery): Promise<Collected>;
  /** Metrics of OTLP as readings of devices. */
  collectMetrics(delivery: MetricsDelivery): Promise<MetricsCollected>;
  /** What the answer would be to whatever comes with a key now, where that can be told without reading it; null where not. */
  unread(writeKey: string): CollectedLater | null;
  /** Whether a key may send; SDKs ask for settings with it before they send. */
  knowsKey(writeKey: string): Promise<boolean>;
}

/** Event sources and what they sent, in one workspace. */
export interface Events {
  createSource(name: string, settings: Partial<EventSourceSettings>, by: Principal): Promise<{ source: EventSource; writeKey: string }>;
  /** A source of devices, as whoever runs the machine describes it: brokers may lie anywhere. The key is what metrics are sent with. Throws `bad_request` with what is wrong with which setting. */
  createDeviceSource(name: string, input: DeviceSourceInput, by: Principal): Promise<{ source: EventSource; writeKey: string }>;
  /** How the brokers do that are subscribed to. */
  subscriptions(): Promise<Subscription[]>;
  sources(): Promise<EventSource[]>;
  /** Sends with its key are refused from now on. */
  closeSource(name: string, by: Principal): Promise<EventSource>;
  /** Takes a file of `digitalData` objects as events of a source, which is made where there is none of this name. */
  loadCeddl(load: { readonly source: string; readonly input: AsyncIterable<Uint8Array>; readonly signal?: AbortSignal }, by: Principal): Promise<CeddlLoad>;
  totals(): Promise<EventTotals[]>;
  list(filter: EventFilter): Promise<ReceivedEvent[]>;
  quarantine(filter: { readonly last?: number; readonly code?: string; readonly source?: string }): Promise<QuarantinedEvent[]>;
  /** Sends events in quarantine through the steps again, as they are or repaired. */
  replay(request: ReplayRequest, by: Principal): Promise<ReplayAnswer>;
}

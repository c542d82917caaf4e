import { z } from 'zod';

/**
 * Where something is found in a message. MQTT: `/temperature/value` is a JSON Pointer (RFC 6901) into the payload, `=text` says it for all, and what a
 * topic pattern names with `+name` needs no place.
 */
const placeSchema = z.string().min(1).max(200);

/** Parts of a reading that a message may hold. */
export const readingParts = ['device', 'account', 'product', 'metric', 'value', 'values', 'unit', 'time', 'sequence', 'kind'] as const;
export type ReadingPart = (typeof readingParts)[number];

/** What numbers that stand for times count since 1970. */
export const timeUnits = ['s', 'ms', 'us', 'ns'] as const;

/**
 * What is left out at the door, per device and metric: a reading within `seconds` of the last one that was kept goes, unless its number differs from
 * that by more than `deadBand`, or its text or truth value differs at all, or it is an event. What went is counted under the drop reason `thinned`.
 */
export const thinningSchema = z.object({
  seconds: z.number().int().min(1).max(86_400),
  deadBand: z.number().min(0).nullable(),
  /** Metrics that are events, each kept: a name, or its beginning with `*`. */
  keep: z.array(z.string().min(1).max(200)).max(200),
});
export type Thinning = z.infer<typeof thinningSchema>;

/** Version of the rule of thinning, kept with what was counted by it. */
export const thinningVersion = 'thin-1';

/** How messages become readings of a device: declared once, when the source is made. */
export const deviceRulesSchema = z.object({
  /** Topic patterns of MQTT such as `site/+account/device/+device/+metric`. */
  topics: z.array(z.string().min(1).max(1000)).max(50),
  places: z.partialRecord(z.enum(readingParts), placeSchema),
  timeIn: z.enum(timeUnits),
  /** Metrics that count up, by name or its beginning with `*`: as the sum since counting began, or as what was added. */
  total: z.array(z.string().min(1).max(200)).max(200).default([]),
  delta: z.array(z.string().min(1).max(200)).max(200).default([]),
  thin: thinningSchema.nullable(),
});
export type DeviceRules = z.infer<typeof deviceRulesSchema>;

/** Where an MQTT broker is, and as whom it is asked. The password is a secret and not here. */
export const brokerSchema = z.object({
  host: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65_535),
  /** `verify` checks the broker's certificate, `on` only encrypts, `off` does neither. */
  tls: z.enum(['verify', 'on', 'off']),
  user: z.string().max(200).nullable(),
  /** Certificates of authorities trusted in place of those that Node ships, PEM. */
  ca: z.string().max(200_000).nullable(),
  /** The session's name at the broker: it must stay the same and be nobody else's. */
  clientId: z.string().min(1).max(200),
  /** For how long the broker keeps what comes while nobody is connected. */
  sessionHours: z.number().int().min(1).max(24 * 365),
});
export type Broker = z.infer<typeof brokerSchema>;

/** Attributes of OpenTelemetry, the first that is there counts, such as `host.name`; or `=text` that holds for all. */
const attributesSchema = z.array(z.string().min(1).max(200)).max(20);

/** How metrics that are sent by OTLP become readings of a device: an attribute of the data point counts before one of its resource. */
export const metricRulesSchema = z.object({
  device: attributesSchema.min(1),
  account: attributesSchema,
  product: attributesSchema,
  thin: thinningSchema.nullable(),
});
export type MetricRules = z.infer<typeof metricRulesSchema>;

/** Where messages of devices come from, and what they mean: a broker that is subscribed to, or metrics that are sent to `/v1/metrics`. */
export const deviceSettingsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mqtt'), rules: deviceRulesSchema, broker: brokerSchema }),
  z.object({ kind: z.literal('otlp'), metrics: metricRulesSchema }),
]);
export type DeviceSettings = z.infer<typeof deviceSettingsSchema>;
export type MqttSettings = Extract<DeviceSettings, { kind: 'mqtt' }>;

export const deviceSourceKinds = ['mqtt', 'otlp'] as const;

/** A source of devices as an admin describes it: settings as text, by name. Secrets are write-only. */
export interface DeviceSourceInput {
  readonly kind: (typeof deviceSourceKinds)[number];
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** How a subscription does. */
export const subscriptionSchema = z.object({
  source: z.string(),
  kind: z.literal('mqtt'),
  state: z.enum(['connected', 'waiting', 'stopped']),
  since: z.string(),
  lastMessageAt: z.string().nullable(),
  /** Messages since the server was started. */
  messages: z.number().int(),
  errorsInARow: z.number().int(),
  nextTryAt: z.string().nullable(),
  error: z.string().nullable(),
  todo: z.string().nullable(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

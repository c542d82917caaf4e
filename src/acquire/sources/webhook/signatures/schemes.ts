/** How a sender writes a time. */
export type TimeUnit = 'seconds' | 'milliseconds' | 'ISO 8601';

/**
 * How a sender signs, as data. `signed` is what the HMAC is over: `{body}` the bytes as they came, `{timestamp}`, `{id}`, `{method}`,
 * `{url}`; anything else stands for itself. `found` finds signatures in the header, all of them (keys are rotated by sending two).
 */
export interface SignatureScheme {
  readonly header: string;
  readonly found: RegExp;
  readonly encoding: 'hex' | 'base64';
  readonly algorithm: 'sha256' | 'sha384' | 'sha512';
  readonly signed: string;
  readonly keys: 'text' | 'whsec';
  readonly timestamp: { readonly header: string; readonly found: RegExp; readonly unit: TimeUnit } | null;
  readonly idHeader: string | null;
  /** JSON path of the id that tells deliveries apart, where the signature covers it. */
  readonly idPath: string | null;
}

const base64 = '[A-Za-z0-9+/]+={0,2}';
const plain = { encoding: 'hex', algorithm: 'sha256', keys: 'text', idHeader: null, idPath: null, timestamp: null } as const;

/** Sources: the pages of each that docs/guides/webhooks-in.md names. */
export const signatureSchemes = {
  /** Standard Webhooks 1.0, "Signature scheme" (symmetric, v1). */
  standard: {
    ...plain, header: 'webhook-signature', found: new RegExp(`(?:^|\\s)v1,(${base64})(?=\\s|$)`, 'g'), encoding: 'base64', signed: '{id}.{timestamp}.{body}', keys: 'whsec',
    timestamp: { header: 'webhook-timestamp', found: /^(\d{1,12})$/, unit: 'seconds' }, idHeader: 'webhook-id',
  },
  stripe: {
    ...plain, header: 'stripe-signature', found: /(?:^|,)\s*v1=([0-9a-f]{64})(?=,|$)/g, signed: '{timestamp}.{body}',
    timestamp: { header: 'stripe-signature', found: /(?:^|,)\s*t=(\d{1,12})(?=,|$)/, unit: 'seconds' }, idPath: '$.id',
  },
  github: { ...plain, header: 'x-hub-signature-256', found: /^sha256=([0-9a-f]{64})$/g, signed: '{body}' },
  zendesk: {
    ...plain, header: 'x-zendesk-webhook-signature', found: new RegExp(`^(${base64})$`, 'g'), encoding: 'base64', signed: '{timestamp}{body}',
    timestamp: { header: 'x-zendesk-webhook-signature-timestamp', found: /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z)$/, unit: 'ISO 8601' },
  },
  'hubspot-v3': {
    ...plain, header: 'x-hubspot-signature-v3', found: new RegExp(`^(${base64})$`, 'g'), encoding: 'base64', signed: '{method}{url}{body}{timestamp}',
    timestamp: { header: 'x-hubspot-request-timestamp', found: /^(\d{1,15})$/, unit: 'milliseconds' },
  },
  slack: {
    ...plain, header: 'x-slack-signature', found: /^v0=([0-9a-f]{64})$/g, signed: 'v0:{timestamp}:{body}',
    timestamp: { header: 'x-slack-request-timestamp', found: /^(\d{1,12})$/, unit: 'seconds' }, idPath: '$.event_id',
  },
  zoom: {
    ...plain, header: 'x-zm-signature', found: /^v0=([0-9a-f]{64})$/g, signed: 'v0:{timestamp}:{body}',
    timestamp: { header: 'x-zm-request-timestamp', found: /^(\d{1,12})$/, unit: 'seconds' },
  },
} as const satisfies Record<string, SignatureScheme>;

export type NamedScheme = keyof typeof signatureSchemes;

import { z } from 'zod';
import { hookPathSchema } from '../../../../model/index.ts';
import { signatureSchemes, type NamedScheme, type SignatureScheme } from './schemes.ts';

const days = z.string().regex(/^[1-9]\d{0,2}$/, 'whole days, 1 to 999').transform(Number);
const seconds = z.string().regex(/^[1-9]\d{0,4}$/, 'whole seconds, 1 to 99999').transform(Number);
const header = z.string().regex(/^[A-Za-z0-9-]{1,80}$/, 'the name of a header').transform((name) => name.toLowerCase());
const common = {
  /** Days for which a delivery is kept as it came. */
  keepDays: days.default(30),
  toleranceSeconds: seconds.default(300),
};

const named = z.strictObject({ signature: z.enum(Object.keys(signatureSchemes) as [NamedScheme, ...NamedScheme[]]), ...common });

/** Signed in a way of its own: an HMAC in a header. */
const hmac = z.strictObject({
  signature: z.literal('hmac'), ...common, header,
  algorithm: z.enum(['sha256', 'sha384', 'sha512']).default('sha256'),
  encoding: z.enum(['hex', 'base64']).default('hex'),
  prefix: z.string().max(40).default(''),
  signed: z.string().max(200).refine((text) => text.includes('{body}'), 'what is signed must hold {body}').refine((text) => !/\{(?!body\}|timestamp\}|id\}|method\}|url\})/.test(text), 'may hold {body}, {timestamp}, {id}, {method} and {url}').default('{body}'),
  timestampHeader: header.optional(),
  timestampUnit: z.enum(['seconds', 'milliseconds', 'ISO 8601']).default('seconds'),
  idHeader: header.optional(), idPath: hookPathSchema.optional(),
}).refine(({ signed, timestampHeader }) => signed.includes('{timestamp}') === (timestampHeader !== undefined), 'timestampHeader and {timestamp} in what is signed go together')
  .refine(({ signed, idHeader }) => signed.includes('{id}') === (idHeader !== undefined), 'idHeader and {id} in what is signed go together');

/** Not signed: a secret that the sender repeats with every delivery. For senders that offer nothing better. */
const token = z.strictObject({ signature: z.literal('token'), ...common, header: header.optional(), path: hookPathSchema.optional(), idPath: hookPathSchema.optional() })
  .refine(({ header: name, path }) => (name === undefined) !== (path === undefined), 'give either header or path: where the sender repeats the secret');

export const webhookSettingsSchema = z.discriminatedUnion('signature', [named, hmac, token]);
export type WebhookSettings = z.infer<typeof webhookSettingsSchema>;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** The way of signing that settings name or describe; null where deliveries carry a secret instead. */
export function schemeOf(settings: WebhookSettings): SignatureScheme | null {
  if (settings.signature === 'token') return null;
  if (settings.signature !== 'hmac') return signatureSchemes[settings.signature];
  const { header: name, prefix, algorithm, encoding, signed, timestampHeader, timestampUnit, idHeader, idPath } = settings;
  return {
    header: name, algorithm, encoding, signed, keys: 'text', idHeader: idHeader ?? null, idPath: idPath ?? null,
    found: new RegExp(`^${escaped(prefix)}(${encoding === 'hex' ? '[0-9a-fA-F]+' : '[A-Za-z0-9+/]+={0,2}'})$`, 'g'),
    timestamp: timestampHeader === undefined ? null : { header: timestampHeader, found: timestampUnit === 'ISO 8601' ? /^(\d{4}-\d{2}-\d{2}T[\d:.]{5,18}Z)$/ : /^(\d{1,15})$/, unit: timestampUnit },
  };
}

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HookRequest } from '../../../../model/index.ts';
import type { SignatureScheme, TimeUnit } from './schemes.ts';

export type Signed = { readonly kind: 'signed'; /** Time of the attempt as it was signed. */ readonly timestamp: string | null; readonly id: string | null } | { readonly kind: 'not_signed'; readonly why: string };
type Request = Pick<HookRequest, 'headers' | 'body' | 'method' | 'url'>;

export interface VerifyWith {
  readonly scheme: SignatureScheme;
  /** Any of them may have signed: two while a key is changed. */
  readonly keys: readonly string[];
  readonly toleranceSeconds: number;
  readonly now: number;
}

const mostSignatures = 20;

/** Whether a request was signed with one of the keys, over its raw bytes, at a time near now. Every comparison takes the same time. */
export function verifySignature(request: Request, { scheme, keys, toleranceSeconds, now }: VerifyWith): Signed {
  const given = request.headers[scheme.header] ?? '';
  const signatures = [...given.matchAll(scheme.found)].slice(0, mostSignatures).map(([, text]) => Buffer.from(text ?? '', scheme.encoding));
  if (signatures.length === 0) return refused(given === '' ? `the header ${scheme.header} is missing` : `the header ${scheme.header} holds no signature`);
  const timestamp = timestampOf(request, scheme);
  if (timestamp === undefined) return refused('the time of the attempt is missing');
  if (timestamp !== null && Math.abs(now - timestamp.at) > toleranceSeconds * 1000) return refused(`it was signed more than ${toleranceSeconds} seconds from now`);
  const id = scheme.idHeader === null ? null : request.headers[scheme.idHeader] ?? '';
  if (id === '') return refused(`the header ${String(scheme.idHeader)} is missing`);
  const parts = partsOf(scheme.signed, { timestamp: timestamp?.text ?? '', id: id ?? '', method: request.method, url: request.url }, request.body);
  const expected = keys.map((key) => macOf(key, scheme, parts));
  // Every pair is compared, so that nothing can be told from how long it takes.
  const isSigned = expected.flatMap((mac) => signatures.map((signature) => signature.length === mac.length && timingSafeEqual(signature, mac))).some(Boolean);
  return isSigned ? { kind: 'signed', timestamp: timestamp?.text ?? null, id } : refused('no signature is that of a key of this source');
}

const refused = (why: string): Signed => ({ kind: 'not_signed', why });

function timestampOf({ headers }: Request, { timestamp }: SignatureScheme): { text: string; at: number } | null | undefined {
  if (timestamp === null) return null;
  const text = timestamp.found.exec(headers[timestamp.header] ?? '')?.[1];
  return text === undefined ? undefined : { text, at: momentOf(text, timestamp.unit) };
}

const momentOf = (text: string, unit: TimeUnit): number => (unit === 'ISO 8601' ? Date.parse(text) : Number(text) * (unit === 'seconds' ? 1000 : 1));

function partsOf(signed: string, texts: Readonly<Record<string, string>>, body: Buffer): (string | Buffer)[] {
  return signed.split(/(\{[a-z]+\})/).map((part) => (part === '{body}' ? body : part.startsWith('{') ? texts[part.slice(1, -1)] ?? '' : part));
}

function macOf(key: string, { keys, algorithm }: SignatureScheme, parts: readonly (string | Buffer)[]): Buffer {
  const mac = createHmac(algorithm, keys === 'whsec' ? Buffer.from(key.replace(/^whsec_/, ''), 'base64') : key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** Whether two texts are the same, in the same time whatever they hold. */
export const isSameSecret = (given: string, held: string): boolean => timingSafeEqual(digestOf(given), digestOf(held));
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

import { createHash, createHmac } from 'node:crypto';
import sjson from 'secure-json-parse';
import type { HookAnswer, HookRequest } from '../../../../model/index.ts';
import { valueAt } from '../mapping/path-value.ts';
import { schemeOf, type WebhookSettings } from '../signatures/webhook-settings.ts';
import { isSameSecret, verifySignature, type Signed } from '../signatures/verify-signature.ts';
import type { DeliveryKeeper } from './delivery-keeper.ts';

/** A source that deliveries are for. */
export interface HookDoor {
  readonly source: string;
  readonly settings: WebhookSettings;
  readonly keys: readonly string[];
}

export interface TakeParts {
  readonly keeper: DeliveryKeeper;
  readonly now: () => number;
  readonly newId: () => string;
}

type Taken = Exclude<HookAnswer, { kind: 'unknown' | 'later' }>;

/** Takes one request: signed by its sender, readable, and on disk before it is answered. */
export async function takeDelivery(door: HookDoor, request: HookRequest, { keeper, now, newId }: TakeParts): Promise<Taken> {
  const read = readBody(request);
  const signed = isFromSender(door, request, read, now());
  if (signed.kind === 'not_signed') return signed;
  if (read === null) return { kind: 'unreadable', why: 'The body is neither a JSON object or list, nor a form.' };
  const handshake = handshakeOf(door, request, read.value);
  if (handshake) return { kind: 'handshake', answer: handshake };
  const kept = await keeper.keep({ id: newId(), source: door.source, hash: hashOf(door, request, read, signed), receivedAt: now(), payload: read.text });
  return { kind: 'kept', duplicate: kept === 'duplicate' };
}

interface ReadBody {
  readonly value: unknown;
  readonly text: string;
}

function readBody({ headers, body }: HookRequest): ReadBody | null {
  const text = body.toString('utf8');
  if ((headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded')) return readForm(text);
  try {
    const value: unknown = sjson.parse(text, { protoAction: 'remove', constructorAction: 'remove' });
    // PostgreSQL's text holds every character but this one.
    return typeof value === 'object' && value !== null ? { value, text: text.replaceAll('\u0000', '') } : null;
  } catch {
    return null;
  }
}

/** A form as an object; a single field that holds JSON stands for it, as several senders do. */
function readForm(text: string): ReadBody | null {
  const fields = Object.fromEntries(new URLSearchParams(text));
  const [only, ...others] = Object.values(fields);
  if (only === undefined) return null;
  const inner = others.length === 0 ? readJson(only) : null;
  const value = inner ?? fields;
  return { value, text: JSON.stringify(value).replaceAll('\\u0000', '') };
}

function readJson(text: string): object | null {
  try {
    const value: unknown = sjson.parse(text, { protoAction: 'remove', constructorAction: 'remove' });
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function isFromSender({ settings, keys }: HookDoor, request: HookRequest, read: ReadBody | null, now: number): Signed {
  const scheme = schemeOf(settings);
  if (scheme !== null) return verifySignature(request, { scheme, keys, toleranceSeconds: settings.toleranceSeconds, now });
  const given = settings.signature === 'token' ? repeated(settings, request, read) : undefined;
  if (given === undefined) return { kind: 'not_signed', why: 'the secret is missing' };
  return keys.map((key) => isSameSecret(given, key)).some(Boolean) ? { kind: 'signed', timestamp: null, id: null } : { kind: 'not_signed', why: 'the secret is not that of this source' };
}

function repeated({ header, path }: Extract<WebhookSettings, { signature: 'token' }>, { headers }: HookRequest, read: ReadBody | null): string | undefined {
  if (header !== undefined) return headers[header];
  const value = valueAt(path as string, { $: read?.value });
  return typeof value === 'string' ? value : undefined;
}

/** What tells deliveries apart: an id that the signature covers, else everything that it covers. */
function hashOf({ settings }: HookDoor, { body }: HookRequest, { value }: ReadBody, { timestamp, id }: Extract<Signed, { kind: 'signed' }>): string {
  const path = settings.signature === 'token' ? settings.idPath : schemeOf(settings)?.idPath;
  const inside = path ? valueAt(path, { $: value }) : undefined;
  const named = id ?? (typeof inside === 'string' || typeof inside === 'number' ? String(inside) : null);
  return createHash('sha256').update(named === null ? Buffer.concat([Buffer.from(`body\u0000${timestamp ?? ''}\u0000`), body]) : `id\u0000${named}`).digest('hex');
}

/** Answers by which senders see that an address is ours, before they send anything to be kept. */
function handshakeOf({ settings, keys }: HookDoor, { headers }: HookRequest, value: unknown): Readonly<Record<string, string>> | null {
  const at = (path: string): unknown => valueAt(path, { $: value });
  if (settings.signature === 'slack' && at('$.type') === 'url_verification' && typeof at('$.challenge') === 'string') return { challenge: at('$.challenge') as string };
  if (settings.signature === 'github' && headers['x-github-event'] === 'ping') return { pong: 'hindcast' };
  const plainToken = at('$.payload.plainToken');
  if (settings.signature === 'zoom' && at('$.event') === 'endpoint.url_validation' && typeof plainToken === 'string') {
    return { plainToken, encryptedToken: createHmac('sha256', keys[0] ?? '').update(plainToken).digest('hex') };
  }
  return null;
}

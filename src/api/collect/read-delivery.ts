import { gunzipSync, inflateSync, brotliDecompressSync } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import sjson from 'secure-json-parse';
import { Failure, type Delivery } from '../../model/index.ts';

/** Segment's limit for one request, unpacked. */
export const mostBatchBytes = 500_000;

const unpackers: Readonly<Record<string, (packed: Buffer, limit: { maxOutputLength: number }) => Buffer>> = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

/** A request of an SDK as a delivery; the key is empty where none was sent. Throws `Failure`: `bad_request` or `too_large`, with what is wrong. */
export function readDelivery(request: FastifyRequest, type: string | null): Delivery {
  const bytes = unpacked(request.body, request.headers['content-encoding']);
  const body = parsed(bytes.toString('utf8'));
  const events = type === null ? listIn(body) : [{ ...body, type }];
  const given = keyInHeader(request.headers.authorization);
  return {
    events, sentAt: body['sentAt'], bytes: bytes.length, ip: request.ip, userAgent: request.headers['user-agent'],
    writeKey: given ?? textOf(body['writeKey']) ?? textOf((request.query as Record<string, unknown>)['writeKey']) ?? keyOfEvents(events) ?? '',
    gpc: request.headers['sec-gpc'] === '1', byServer: given !== undefined && request.headers.origin === undefined,
  };
}

/** A body as it was before it was packed. Throws `Failure`: `bad_request`, or `too_large` where it would have more than `most` bytes. */
export function unpacked(body: unknown, encoding: string | undefined, most = mostBatchBytes): Buffer {
  const packed = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  if (encoding === undefined || encoding === 'identity') return packed;
  const unpack = unpackers[encoding.trim().toLowerCase()];
  if (!unpack) throw new Failure('bad_request', `The encoding "${encoding.slice(0, 40)}" is not understood.`, 'Send gzip, deflate, br or none.');
  try {
    return unpack(packed, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most);
    throw new Failure('bad_request', `The body is not ${encoding}.`, 'Send it again; nothing of it was kept.');
  }
}

export const tooLarge = (most = mostBatchBytes): Failure => new Failure('too_large', `A batch may have ${most / 1000} kB.`, 'Send smaller batches; nothing of this one was kept.');

function parsed(text: string): Record<string, unknown> {
  let body: unknown;
  try {
    // Names that would reach into objects' prototypes are left out, however they are spelt.
    body = sjson.parse(text, { protoAction: 'remove', constructorAction: 'remove' });
  } catch {
    throw new Failure('bad_request', 'The body is not JSON.', 'Send one JSON object.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Failure('bad_request', 'The body is not a JSON object.', 'Send an event, or {"batch": [events]}.');
  return body as Record<string, unknown>;
}

function listIn(body: Record<string, unknown>): unknown[] {
  const { batch } = body;
  if (!Array.isArray(batch) || batch.length === 0) throw new Failure('bad_request', '"batch" must be a list with at least one event.', 'Send {"batch": [events]}.');
  return batch;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Basic authentication with the key as the user's name, or the key as a bearer's token. */
export function keyInHeader(header: string | undefined): string | undefined {
  const [scheme, value] = header?.split(' ') ?? [];
  if (value !== undefined && scheme?.toLowerCase() === 'bearer') return textOf(value);
  if (value === undefined || scheme?.toLowerCase() !== 'basic') return undefined;
  return textOf(Buffer.from(value, 'base64').toString('utf8').split(':')[0]);
}

/** Some SDKs write the key on every event. */
const keyOfEvents = ([first]: readonly unknown[]): string | undefined => (typeof first === 'object' && first !== null && 'writeKey' in first ? textOf(first.writeKey) : undefined);

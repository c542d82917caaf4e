import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { AddressRefused } from '../addresses/guarded-agents.ts';
import type { NotAnswered, OutAnswer, OutRequest, OutRules } from './fetch-out.ts';
import { readBody, TooLarge } from './read-body.ts';

export interface Sending {
  readonly url: URL;
  readonly agent: http.Agent;
  readonly deadline: AbortSignal;
  readonly rules: Pick<OutRules, 'mostBytes' | 'mostUnpackedBytes'>;
}

/** Headers that say where the request goes and how it is framed: never a caller's choice. */
const ours = /^(host|connection|transfer-encoding|content-length|upgrade|expect|te|trailer|keep-alive|proxy-.*)$/i;

/** One request and its answer, without redirects. */
export async function sendOnce(request: OutRequest, sending: Sending): Promise<OutAnswer> {
  const stop = request.signal ? AbortSignal.any([sending.deadline, request.signal]) : sending.deadline;
  try {
    const response = await open(request, sending, stop);
    const body = request.method === 'HEAD' ? new Uint8Array() : await readBody(response, sending.rules, stop);
    return { kind: 'answered', status: response.statusCode ?? 0, headers: plainHeaders(response), body, url: sending.url.href };
  } catch (error) {
    return outcomeOf(error, request, sending);
  }
}

function open(request: OutRequest, { url, agent }: Sending, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request: send } = url.protocol === 'https:' ? https : http;
    const outgoing = send(url, { method: request.method ?? 'GET', agent, signal, headers: headersOf(request), maxHeaderSize: 65_536 });
    outgoing.once('response', resolve).once('error', reject);
    outgoing.end(request.body);
  });
}

const headersOf = (request: OutRequest): Record<string, string | number> => ({
  'user-agent': 'Hindcast', accept: '*/*', 'accept-encoding': 'gzip, deflate, br',
  ...Object.fromEntries(Object.entries(request.headers ?? {}).filter(([name]) => !ours.test(name)).map(([name, value]) => [name.toLowerCase(), value])),
  ...(request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) }),
});

const plainHeaders = (response: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));

function outcomeOf(error: unknown, request: OutRequest, { url, deadline }: Sending): OutAnswer {
  const failed = (reason: NotAnswered['reason'], detail: string): NotAnswered => ({ kind: 'failed', reason, detail });
  if (error instanceof AddressRefused) return error.refused;
  if (error instanceof TooLarge) return failed('too_large', `The answer of ${url.hostname} is larger than ${error.most} bytes.`);
  if (deadline.aborted) return failed('timeout', `${url.hostname} did not answer in time.`);
  if (request.signal?.aborted) return failed('stopped', 'The call was stopped.');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ERR_INVALID_CHAR|ERR_INVALID_HTTP_TOKEN)$/.test(code)) return { kind: 'refused', reason: 'unreadable', detail: `A header for ${url.hostname} holds characters that cannot be sent.` };
  if (/^(ERR_HTTP|ERR_INVALID|ERR_UNESCAPED)/.test(code)) throw error;
  if (/^(HPE_|Z_|ERR_ZLIB|ERR__ERROR|ERR_BROTLI|ERR_STREAM_PREMATURE)/.test(code)) return failed('broken_answer', `The answer of ${url.hostname} cannot be read (${code}).`);
  if (/CERT|SSL|TLS|SIGNED|SIGNATURE|ISSUER/.test(code)) return failed('tls', `The encrypted connection to ${url.hostname} failed (${code}).`);
  return failed('unreachable', `${url.hostname} cannot be reached${code ? ` (${code})` : ''}.`);
}

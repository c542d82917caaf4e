import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FrontException, tooLarge } from './exception.ts';

/** One request of the ClickHouse HTTP interface, with its body still unread. */
export interface FrontRequest {
  readonly path: string;
  readonly queryInUrl: string;
  readonly database: string;
  readonly format: string;
  readonly queryId: string | null;
  readonly parameters: ReadonlyMap<string, string>;
  readonly settings: ReadonlyMap<string, string>;
  /** The caller asked for `readonly=1`: the statement goes to the connection that is read-only for life. */
  readonly readOnly: boolean;
  /** The answer is complete before its first byte leaves, so that a failure always has its status. */
  readonly whole: boolean;
  readonly gzipAnswer: boolean;
  readonly body: Readable;
}

const transport = new Set(['query', 'database', 'default_format', 'query_id', 'wait_end_of_query', 'buffer_size', 'enable_http_compression', 'http_zlib_compression_level', 'session_id', 'decompress', 'compress']);

export function readRequest(request: IncomingMessage): FrontRequest {
  const url = new URL(request.url ?? '/', 'http://front');
  const given = url.searchParams;
  const rest = [...given].filter(([name]) => !transport.has(name));
  return {
    path: url.pathname,
    queryInUrl: given.get('query') ?? '',
    database: given.get('database') ?? headerOf(request, 'x-clickhouse-database') ?? 'default',
    format: given.get('default_format') ?? headerOf(request, 'x-clickhouse-format') ?? 'TabSeparated',
    queryId: given.get('query_id'),
    parameters: new Map(rest.filter(([name]) => name.startsWith('param_')).map(([name, value]) => [parameterName(name), value])),
    settings: new Map(rest.filter(([name]) => !name.startsWith('param_'))),
    readOnly: given.get('readonly') === '1',
    whole: given.get('wait_end_of_query') === '1',
    gzipAnswer: given.get('enable_http_compression') === '1' && (headerOf(request, 'accept-encoding') ?? '').includes('gzip'),
    body: headerOf(request, 'content-encoding') === 'gzip' ? gunzipped(request) : request,
  };
}

/** A broken sender or broken bytes end the unpacked stream with that error instead of leaving its reader waiting. */
function gunzipped(request: IncomingMessage): Readable {
  const unpacked = createGunzip();
  request.on('error', (error) => unpacked.destroy(error));
  request.on('close', () => { if (!request.complete) unpacked.destroy(new Error('The request ended early')); });
  return request.pipe(unpacked);
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function parameterName(name: string): string {
  const bare = name.slice('param_'.length);
  if (!/^[A-Za-z_]\w{0,100}$/.test(bare)) throw new FrontException(36, 'BAD_ARGUMENTS', `"${bare}" cannot be a parameter's name`);
  return bare;
}

/** The whole body, refused above `limitBytes` before it is in memory. */
export async function readBody(body: Readable, limitBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    sizeBytes += piece.length;
    if (sizeBytes > limitBytes) throw new FrontException(tooLarge, 'TOO_MANY_BYTES', `The request is larger than ${limitBytes} bytes`, 413);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, sizeBytes);
}

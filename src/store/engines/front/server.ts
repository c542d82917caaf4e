import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { exceptionOf, type Exception } from './exception.ts';
import type { EngineResult } from './native-engine.ts';
import { readRequest, type FrontRequest } from './request.ts';
import type { Answer, StatementRunner } from './runner.ts';

/** Parameters travel in the address; the longest that ClickHouse itself reads (`http_max_uri_size`). */
const longestAddressBytes = 1_048_576;

/** The part of ClickHouse's HTTP interface that its client uses, over the embedded engine. */
export function createFront(runner: StatementRunner): Server {
  return http.createServer({ keepAliveTimeout: 0, requestTimeout: 0, maxHeaderSize: longestAddressBytes }, (request, response) => {
    answer(runner, request, response).catch((error: unknown) => fail(response, exceptionOf(error)));
  });
}

async function answer(runner: StatementRunner, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = readRequest(message);
  if (request.path === '/ping') return pong(runner, response);
  const id = request.queryId ?? randomUUID();
  const mark = randomUUID();
  response.setHeader('X-ClickHouse-Query-Id', id);
  response.setHeader('X-ClickHouse-Format', request.format);
  response.setHeader('X-ClickHouse-Timezone', 'UTC');
  response.on('close', () => { if (!response.writableFinished) stopFor(runner, mark); });
  await runner.run(request, mark, answerInto(response, request));
}

/** A cancel that fails leaves the statement to its own limits and to the runner's patience. */
function stopFor(runner: StatementRunner, mark: string): void {
  runner.cancel(mark).catch((error: unknown) => process.stderr.write(`cancel failed: ${exceptionOf(error).text}\n`));
}

async function pong(runner: StatementRunner, response: ServerResponse): Promise<void> {
  await runner.ping();
  response.end('Ok.\n');
}

function answerInto(response: ServerResponse, request: FrontRequest): Answer {
  return {
    async whole(result) {
      response.setHeader('X-ClickHouse-Summary', summaryOf(result));
      const out = openBody(response, request);
      await write(out, result.bytes);
      out.end();
    },
    async pieces(pieces) {
      await writePieces(response, request, pieces);
    },
  };
}

const summaryOf = (result: EngineResult): string => JSON.stringify({
  read_rows: String(result.readRows), read_bytes: String(result.readBytes), written_rows: String(result.writtenRows), written_bytes: '0',
  total_rows_to_read: '0', result_rows: '0', result_bytes: String(result.bytes.length), elapsed_ns: String(Math.round(result.elapsedS * 1e9)),
});

function openBody(response: ServerResponse, request: FrontRequest, exceptionTag?: string): Writable {
  if (exceptionTag) response.setHeader('X-ClickHouse-Exception-Tag', exceptionTag);
  if (!request.gzipAnswer) return response;
  response.setHeader('Content-Encoding', 'gzip');
  const gzip = createGzip({ level: 1 });
  gzip.pipe(response);
  response.on('close', () => gzip.destroy());
  return gzip;
}

/** The headers wait for the first piece, so that what fails before it still gets its status. */
async function writePieces(response: ServerResponse, request: FrontRequest, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const tag = randomUUID().replaceAll('-', '').slice(0, 16);
  let out: Writable | undefined;
  try {
    for await (const piece of pieces) {
      out ??= openBody(response, request, tag);
      if (response.destroyed) return;
      await write(out, piece);
    }
  } catch (error) {
    if (!out) throw error;
    return endBroken(out, response, request, tag, exceptionOf(error));
  }
  (out ?? openBody(response, request)).end();
}

/** A failure after the first bytes: clients of line formats find it behind the tag, all others see a broken connection. */
function endBroken(out: Writable, response: ServerResponse, request: FrontRequest, tag: string, exception: Exception): void {
  if (response.destroyed) return;
  if (!request.format.startsWith('JSON') && request.format !== 'TabSeparated') return void response.destroy();
  const text = `${exception.text}\n`;
  out.end(`\r\n__exception__\r\n${tag}\r\n${text}${Buffer.byteLength(text)} ${tag}\r\n__exception__\r\n`);
}

async function write(out: Writable, bytes: Uint8Array): Promise<void> {
  if (bytes.length === 0 || out.write(bytes) || out.destroyed) return;
  const leaving = new AbortController();
  const signal = leaving.signal;
  try {
    await Promise.race([once(out, 'drain', { signal }), once(out, 'close', { signal })]);
  } finally {
    leaving.abort();
  }
}

function fail(response: ServerResponse, exception: Exception): void {
  if (response.destroyed) return;
  if (response.headersSent) return void response.destroy();
  response.writeHead(exception.status, { 'Content-Type': 'text/plain; charset=UTF-8', 'X-ClickHouse-Exception-Code': String(exception.code), Connection: 'close' });
  response.end(`${exception.text}\n`);
}

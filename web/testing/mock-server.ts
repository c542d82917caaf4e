import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mockAnswer } from './mock-answers.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json' };
/** The policy that the app is built for: no inline scripts, no inline style elements; style attributes are needed by the charts. */
export const contentPolicy = "default-src 'none'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Serves the built app with schema-valid answers from fixtures, for looking and for the browser tests. Loopback only. */
export async function startMockServer(port = 0): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`, server };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/api/events') return void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
  if (url.pathname.startsWith('/api/')) return answerApi(request, response, url);
  return answerFile(response, url.pathname);
}

async function answerApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const sent = await sentIn(request);
  const path = url.pathname.slice('/api/'.length);
  if (request.method === 'POST' && path.endsWith('/imports')) return sendJson(response, 200, mockAnswer(`${path}/I-1`, url.searchParams));
  if (request.method === 'POST' && /(^|\/)((event-)?sources|keys|webhooks|threshold|limits|identity\/rules)$/.test(path)) return sendJson(response, 200, mockAnswer(`${path}/made`, url.searchParams));
  if (request.method !== 'GET' && path.endsWith('/uploads')) return sendJson(response, 200, { uploadId: 'up-1', files: ['opportunities.csv'] });
  if (request.method === 'POST' && /(decisions|holding|calls|undo|close|run|cancel|remove|cost|mail\/test|handled)$/.test(path)) return sendJson(response, 200, {});
  if (request.method === 'POST' && path.endsWith('/settings') && /"host":.*"ask"/.test(sent)) return sendJson(response, 422, { type: 'urn:hindcast:problem:not_confirmed', title: 'A confirmation is missing', status: 422, code: 'not_confirmed', detail: 'With another host something else may be read than was: where it was left, and how it was understood, would be forgotten, and everything read again. What is held stays, and nothing doubles.' });
  const body = mockAnswer(path, url.searchParams);
  return body === undefined ? sendJson(response, 404, { type: 'urn:hindcast:problem:not_found', title: 'Not found', status: 404, detail: `Nothing at ${path}.`, code: 'not_found' }) : sendJson(response, 200, body);
}

async function sentIn(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': status === 200 ? 'application/json' : 'application/problem+json' }).end(JSON.stringify(body));
}

async function answerFile(response: ServerResponse, pathname: string): Promise<void> {
  const file = normalize(pathname).replace(/^[./]+/, '');
  const body = extname(file) ? await readFile(join(dist, file)).catch(() => null) : await readFile(join(dist, 'index.html'));
  if (!body) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/html', 'content-security-policy': contentPolicy }).end(body);
}

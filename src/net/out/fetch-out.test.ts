import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { allowedHosts } from '../addresses/allowed-hosts.ts';
import { fetchOut, type OutRules } from './fetch-out.ts';

const open: http.Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { body: string };

/** A server on loopback that remembers what it was asked. */
async function serve(answer: (request: Asked, response: ServerResponse) => void): Promise<{ port: number; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part) => { body += part; }).on('end', () => {
      const told = { method: request.method, url: request.url, headers: request.headers, body };
      asked.push(told);
      answer(told, response);
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { port: (server.address() as AddressInfo).port, asked };
}

/** Every name leads to loopback; those named are allowed. */
const insideRules = (...hosts: string[]): OutRules => ({ allowHosts: allowedHosts(hosts.join(',')), resolve: async () => ['127.0.0.1'], timeoutMs: 5_000 });
const text = (answer: unknown): string => Buffer.from((answer as { body: Uint8Array }).body).toString('utf8');

test('posts a body to the judged address, under the name of the host', async () => {
  const { port, asked } = await serve((_, response) => response.writeHead(201, { 'x-odd': 'yes' }).end('taken'));
  const answer = await fetchOut({ url: `http://hook.example:${port}/in?x=1`, method: 'POST', headers: { 'content-type': 'text/plain', Host: 'evil.example' }, body: 'grüße' }, insideRules('hook.example'));
  expect(answer).toMatchObject({ kind: 'answered', status: 201, url: `http://hook.example:${port}/in?x=1` });
  expect(text(answer)).toBe('taken');
  expect(asked[0]).toMatchObject({ method: 'POST', url: '/in?x=1', body: 'grüße', headers: { host: `hook.example:${port}`, 'content-length': '7' } });
});

test('a name that leads inside only when it is sent to, is refused then', async () => {
  const { port, asked } = await serve((_, response) => response.end('secret'));
  const answers = [['93.184.216.34'], ['127.0.0.1']];
  const rules: OutRules = { allowHttp: true, resolve: async () => answers.shift() ?? [], timeoutMs: 2_000 };
  const { checkAddress } = await import('../addresses/check-address.ts');
  expect(await checkAddress(`http://rebind.example:${port}/`, rules)).toMatchObject({ kind: 'ok' });
  expect(await fetchOut({ url: `http://rebind.example:${port}/` }, rules)).toMatchObject({ kind: 'refused', reason: 'not_public' });
  expect(asked).toHaveLength(0);
});

test('a name is looked up once per connection, so that no second answer can differ', async () => {
  const { port } = await serve((_, response) => response.end('one'));
  let lookups = 0;
  const rules: OutRules = { allowHosts: allowedHosts('hook.example'), resolve: async () => { lookups += 1; return lookups === 1 ? ['127.0.0.1'] : ['169.254.169.254']; } };
  expect(text(await fetchOut({ url: `http://hook.example:${port}/` }, rules))).toBe('one');
  expect(lookups).toBe(1);
});

test('a redirect is judged anew', async () => {
  const hidden = await serve((_, response) => response.end('secret'));
  const { port } = await serve((_, response) => response.writeHead(302, { location: `http://127.0.0.1:${hidden.port}/` }).end());
  expect(await fetchOut({ url: `http://hook.example:${port}/` }, insideRules('hook.example'))).toMatchObject({ kind: 'refused' });
  expect(hidden.asked).toHaveLength(0);
});

test('credentials stay with the first origin, harmless headers travel', async () => {
  const second = await serve((_, response) => response.end('ok'));
  const { port, asked } = await serve((request, response) => response.writeHead(302, { location: request.url === '/' ? '/next' : `http://other.example:${second.port}/` }).end());
  const headers = { authorization: 'Bearer k', cookie: 's=1', 'x-api-key': 'k', 'accept-language': 'de' };
  expect(await fetchOut({ url: `http://hook.example:${port}/`, headers }, insideRules('hook.example', 'other.example'))).toMatchObject({ status: 200 });
  expect(asked[1]?.headers).toMatchObject(headers);
  expect(second.asked[0]?.headers).toMatchObject({ 'accept-language': 'de' });
  expect(Object.keys(second.asked[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
  expect(JSON.stringify(second.asked[0]?.headers)).not.toMatch(/Bearer|s=1|x-api-key/);
});

test('a body is not sent on to another origin', async () => {
  const second = await serve((_, response) => response.end());
  const { port } = await serve((_, response) => response.writeHead(307, { location: `http://other.example:${second.port}/` }).end());
  const sent = { url: `http://hook.example:${port}/`, method: 'POST' as const, body: 'secret' };
  expect(await fetchOut(sent, insideRules('hook.example', 'other.example'))).toMatchObject({ kind: 'refused', reason: 'redirect_with_body' });
  expect(second.asked).toHaveLength(0);
});

test('three redirects are followed, a fourth is not; a caller may take none', async () => {
  const { port, asked } = await serve((request, response) => response.writeHead(302, { location: `/${Number(request.url?.slice(1)) + 1}` }).end());
  expect(await fetchOut({ url: `http://hook.example:${port}/0` }, { ...insideRules('hook.example'), mostRedirects: 20 })).toMatchObject({ kind: 'refused', reason: 'too_many_redirects' });
  expect(asked.map((one) => one.url)).toEqual(['/0', '/1', '/2', '/3']);
  expect(await fetchOut({ url: `http://hook.example:${port}/0` }, { ...insideRules('hook.example'), mostRedirects: 0 })).toMatchObject({ kind: 'answered', status: 302 });
});

test.each([['gzip', gzipSync], ['br', brotliCompressSync]] as const)('%s is unpacked; a bomb is cut off', async (encoding, pack) => {
  const { port } = await serve((request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(pack(request.url === '/bomb' ? Buffer.alloc(50_000_000) : 'hello')));
  const at = `http://hook.example:${port}`;
  expect(text(await fetchOut({ url: `${at}/` }, insideRules('hook.example')))).toBe('hello');
  expect(await fetchOut({ url: `${at}/bomb` }, { ...insideRules('hook.example'), mostBytes: 1_000_000 })).toMatchObject({ kind: 'failed', reason: 'too_large' });
});

test('a large answer, a slow one and a broken one are outcomes', async () => {
  const { port } = await serve((request, response) => {
    if (request.url === '/large') response.end(Buffer.alloc(2_000));
    else if (request.url === '/broken') response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip');
    else if (request.url === '/trickle') response.write('a');
    else if (request.url === '/cut') response.writeHead(200, { 'content-length': '10' }).write('abc', () => response.destroy());
  });
  const call = (path: string) => fetchOut({ url: `http://hook.example:${port}${path}` }, { ...insideRules('hook.example'), timeoutMs: 300, mostBytes: 1_000 });
  expect(await call('/large')).toMatchObject({ kind: 'failed', reason: 'too_large' });
  expect(await call('/slow')).toMatchObject({ kind: 'failed', reason: 'timeout' });
  expect(await call('/trickle')).toMatchObject({ kind: 'failed', reason: 'timeout' });
  expect(await call('/broken')).toMatchObject({ kind: 'failed', reason: 'broken_answer' });
  expect(await call('/cut')).toMatchObject({ kind: 'failed', reason: 'unreachable' });
});

test('nobody listening, a stop, and a header with a line break are outcomes', async () => {
  const { port } = await serve(() => undefined);
  const rules = insideRules('hook.example');
  expect(await fetchOut({ url: `http://hook.example:${port}/`, signal: AbortSignal.timeout(100) }, rules)).toMatchObject({ kind: 'failed', reason: 'stopped' });
  expect(await fetchOut({ url: `http://hook.example:${port}/`, headers: { 'x-key': 'a\r\nx-other: b' } }, rules)).toMatchObject({ kind: 'refused', reason: 'unreadable' });
  expect(await fetchOut({ url: 'http://hook.example:1/' }, rules)).toMatchObject({ kind: 'failed', reason: 'unreachable' });
});

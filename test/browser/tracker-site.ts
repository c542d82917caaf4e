import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { wireEventSchema, type WireEvent } from '../../src/model/index.ts';
import { buildTracker } from '../../scripts/install/tracker.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
buildTracker(root, () => undefined);
export const trackerFolder = `${root}/tracker/dist`;
export const scriptText = (name: 'tracker' | 'consent'): string => readFileSync(`${trackerFolder}/${name}.js`, 'utf8');

interface Request { readonly status: number; readonly events: readonly WireEvent[]; readonly bytes: number }

/** A collector that speaks the wire format: it answers what it is told to, and keeps what it accepted. */
export interface StandIn {
  readonly url: string;
  readonly requests: Request[];
  /** Answers for the next requests, in order; then 200. */
  readonly answers: Array<{ readonly status: number; readonly headers?: Readonly<Record<string, string>> }>;
  readonly events: () => WireEvent[];
  readonly close: () => Promise<void>;
}

const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after', 'cross-origin-resource-policy': 'cross-origin' };

export async function standInCollector(): Promise<StandIn> {
  const requests: Request[] = [];
  const answers: StandIn['answers'] = [];
  const { url, close } = await listen(async (request, response) => {
    const [, name] = /^\/(tracker|consent)\.js/.exec(request.url ?? '') ?? [];
    if (name) return response.writeHead(200, { ...cors, 'content-type': 'text/javascript' }).end(scriptText(name as 'tracker' | 'consent'));
    const body = await textOf(request);
    const { status, headers } = answers.shift() ?? { status: 200 };
    const { batch, writeKey } = JSON.parse(body) as { batch: unknown[]; writeKey: string };
    if (writeKey !== 'KEY') throw new Error(`another key arrived: ${writeKey}`);
    requests.push({ status, events: batch.map((event) => wireEventSchema.parse(event)), bytes: Buffer.byteLength(body) });
    return response.writeHead(status, { ...cors, ...headers, 'content-type': 'application/json' }).end('{"success":true,"results":[]}');
  });
  return { url, requests, answers, close, events: () => requests.filter(({ status }) => status === 200).flatMap(({ events }) => events) };
}

export interface SitePage {
  /** Runs before the tracker is there. */
  readonly before?: string;
  /** Runs after the tracker was asked for. */
  readonly after?: string;
  /** More attributes of the tracker's script. */
  readonly setup?: string;
  readonly body?: string;
  /** More directives of the page's policy. */
  readonly policy?: string;
}

/** Asks every tracker to send now, so that tests need not wait for it. */
export const flushAll = async (context: BrowserContext): Promise<void> => {
  await Promise.all(context.pages().map((page) => page.evaluate('void window.hindcast?.flush?.()').catch(() => undefined)));
};

/** A site of somebody else, under a policy that allows its own scripts and the collector, and nothing inline. */
export async function strictSite(collector: string, writeKey = 'KEY'): Promise<{ url: string; pages: Map<string, SitePage>; close: () => Promise<void> }> {
  const pages = new Map<string, SitePage>();
  const { url, close } = await listen((request, response) => {
    const address = new URL(request.url ?? '/', 'http://site');
    const [, name = '', part] = /^\/([^/]*)(?:\/(before|after)\.js)?$/.exec(address.pathname) ?? [];
    const page = pages.get(name) ?? {};
    if (part) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(page[part as 'before' | 'after'] ?? '');
    const policy = `default-src 'none'; script-src 'self' ${collector}; connect-src ${collector}; require-trusted-types-for 'script'; base-uri 'none'${page.policy ? `; ${page.policy}` : ''}`;
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(htmlOf(name, page, collector, writeKey));
  });
  return { url, pages, close };
}

const htmlOf = (name: string, page: SitePage, collector: string, writeKey: string): string => `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Page ${name}</title>
<script src="/${name}/before.js"></script><script async src="${collector}/tracker.js" data-write-key="${writeKey}" ${page.setup ?? ''}></script>
<body>${page.body ?? '<h1>A page</h1>'}<script src="/${name}/after.js"></script></body></html>`;

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    Promise.resolve().then(() => answer(request, response)).catch((error: unknown) => { response.writeHead(500).end(String(error)); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const close = (): Promise<void> => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

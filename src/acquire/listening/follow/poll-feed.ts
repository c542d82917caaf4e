import { createHash } from 'node:crypto';

/** An answer of a server; header names in lower case. */
export interface FeedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** Nothing came back, and why: in words for people. */
export interface NoAnswer { readonly reason: string }

/** Fetches an address, within limits of time and size that the caller keeps. */
export type FetchFeed = (address: string, headers: Readonly<Record<string, string>>) => Promise<FeedResponse | NoAnswer>;

/** What is known of a followed feed from before. */
export interface FeedMemory {
  readonly address: string;
  readonly everyMinutes: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly bodyHash: string | null;
  readonly failures: number;
}

interface Told { readonly outcome: string; readonly nextAt: number; readonly failures: number }
/** What came of asking: something to read, nothing new, no answer that can be used, or the word that it will never come back. */
export type Polled =
  | Told & { readonly state: 'read'; readonly body: Uint8Array; readonly contentType: string | null; readonly etag: string | null; readonly lastModified: string | null; readonly bodyHash: string }
  | Told & { readonly state: 'unchanged' | 'failing' | 'gone' };

const minuteMs = 60_000;
const longestWaitMs = 24 * 60 * minuteMs;
const longestHeader = 500;
const accepted = 'application/rss+xml, application/atom+xml, application/feed+json, application/json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1';

/**
 * Asks a server for a feed as a polite reader does: by its own tag and date (RFC 9110 §13.1), no more often than agreed, later and
 * later while it fails, and not before the time that it names itself (`Retry-After`, RFC 9110 §10.2.3). Whatever goes wrong is an outcome.
 */
export async function pollFeed(memory: FeedMemory, fetchFeed: FetchFeed, now: () => number): Promise<Polled> {
  const headers = { accept: accepted, ...(memory.etag ? { 'if-none-match': memory.etag } : {}), ...(memory.lastModified ? { 'if-modified-since': memory.lastModified } : {}) };
  const answer = await fetchFeed(memory.address, headers);
  return 'reason' in answer ? failing(memory, answer.reason, now()) : judged(memory, answer, now());
}

function judged(memory: FeedMemory, { status, headers, body }: FeedResponse, now: number): Polled {
  const fine = { failures: 0, nextAt: now + memory.everyMinutes * minuteMs };
  if (status === 304) return { ...fine, state: 'unchanged', outcome: 'Nothing new.' };
  if (status === 410) return { state: 'gone', failures: memory.failures + 1, nextAt: now + longestWaitMs, outcome: 'The server says that it is gone for good (410).' };
  if (status !== 200) return failing(memory, wordsOf(status), now, retryAfterMs(headers['retry-after'], now));
  const bodyHash = createHash('sha256').update(body).digest('hex');
  if (bodyHash === memory.bodyHash) return { ...fine, state: 'unchanged', outcome: 'Nothing new.' };
  return { ...fine, state: 'read', outcome: 'Read.', body, contentType: headers['content-type'] ?? null, etag: kept(headers['etag']), lastModified: kept(headers['last-modified']), bodyHash };
}

/** Twice as long after every failure in a row, up to a day, and never before the server wants. */
export function afterFailure({ failures: before, everyMinutes }: Pick<FeedMemory, 'failures' | 'everyMinutes'>, now: number, notBeforeMs = 0): Pick<Told, 'failures' | 'nextAt'> {
  const failures = before + 1;
  const wait = Math.min(longestWaitMs, everyMinutes * minuteMs * 2 ** Math.min(failures, 10));
  return { failures, nextAt: now + Math.min(longestWaitMs, Math.max(wait, notBeforeMs)) };
}

const failing = (memory: FeedMemory, outcome: string, now: number, notBeforeMs = 0): Polled => ({ ...afterFailure(memory, now, notBeforeMs), state: 'failing', outcome });

const kept = (header: string | undefined): string | null => (header !== undefined && header.length <= longestHeader && /^[\x20-\x7e]+$/.test(header) ? header : null);

function wordsOf(status: number): string {
  if (status === 401 || status === 403) return `The server does not let everybody read it (${status}).`;
  if (status === 404) return 'There is nothing at this address (404).';
  if (status === 429) return 'The server asks for fewer requests (429).';
  return status >= 500 ? `The server has a fault (${status}).` : `The server answered ${status}.`;
}

/** Seconds, or a date. */
function retryAfterMs(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const at = header.endsWith('GMT') ? Date.parse(header) : NaN;
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}

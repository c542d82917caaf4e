import type { Counts, Guard } from './guard.ts';

/** An event as JSON text, written once: a repetition is the same to the last letter, and the collector keeps it once. */
type Text = string;

const mostWaiting = 500;
/** A browser takes at most 64 KiB of requests that outlive their page; every request stays below, so that any can. */
const mostBytes = 60_000;
const wrappingBytes = 500;
const mostEventBytes = 32_768;
const soonMs = 500;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const longestAskedMs = 300_000;

export interface SendQueue {
  add(event: object): void;
  flush(): void;
  /** Tries at once although a pause was on: the network is back. */
  wake(): void;
  /** Sends what is left while the page goes; what is on its way is sent again, which is harmless. */
  leave(): void;
  /** Drops what waits. @returns how many events that were */
  clear(): number;
}

/** Events in order, in pieces, one request at a time; again after a pause where the network or the collector is not well. */
export function sendQueue(address: string, writeKey: string, counts: Counts, guarded: Guard): SendQueue {
  let waiting: Text[] = [];
  let leaving: Text[] = [];
  let busy = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (pauseMs: number): void => {
    timer ??= setTimeout(guarded(() => { timer = undefined; send(); }), pauseMs);
  };

  const add = (event: object): void => {
    const text = textOf(event);
    if (bytesOf(text) > mostEventBytes) { counts.unfit++; return; }
    waiting.push(text);
    if (waiting.length > mostWaiting) { waiting.shift(); counts.full++; }
    later(soonMs);
  };

  const settle = (sent: readonly Text[], status: number, retryAfter: string | null): void => {
    const again = status === 0 || status === 429 || status === 408 || status >= 500;
    failures = again ? failures + 1 : 0;
    if (!again) waiting = without(waiting, sent);
    if (status >= 400 && !again) counts.rejected += sent.length;
    if (waiting.length > 0) later(again ? pauseOf(failures, retryAfter) : 0);
  };

  const send = (): void => {
    // Without a network there is nothing to try; the browser says when it is back.
    if (busy || waiting.length === 0 || navigator.onLine === false) return;
    busy = true;
    const piece = piecesOf(waiting)[0] ?? [];
    void request(piece, false, guarded((status, retryAfter) => { busy = false; settle(piece, status, retryAfter); }));
  };

  const now = (): void => {
    clearTimeout(timer);
    timer = undefined;
    send();
  };

  /** Answers with status 0 where there was no answer. */
  const request = async (piece: readonly Text[], keepalive: boolean, done: (status: number, retryAfter: string | null) => void): Promise<void> => {
    let response: Response | null = null;
    try {
      // Plain text needs no question of the browser beforehand, and the key rides in the body.
      response = await fetch(address, { method: 'POST', body: bodyOf(piece), keepalive, credentials: 'omit', headers: { 'content-type': 'text/plain' } });
    } catch {
      response = null;
    }
    done(response?.status ?? 0, response?.headers.get('retry-after') ?? null);
  };

  const bodyOf = (piece: readonly Text[]): string => `{"batch":[${piece.join()}],"sentAt":"${new Date().toISOString()}","writeKey":${textOf(writeKey)}}`;

  const leave = (): void => {
    for (const piece of piecesOf(without(waiting, leaving))) {
      leaving.push(...piece);
      const done = guarded((status: number, retryAfter: string | null) => { leaving = without(leaving, piece); settle(piece, status, retryAfter); });
      if (outlives) void request(piece, true, done);
      else if (navigator.sendBeacon(address, bodyOf(piece))) done(200, null);
    }
  };

  return { add, leave, flush: () => { if (failures === 0) now(); }, wake: () => { failures = 0; now(); }, clear: () => waiting.splice(0).length };
}

const outlives = typeof Request === 'function' && 'keepalive' in Request.prototype;
const without = (texts: readonly Text[], gone: readonly Text[]): Text[] => texts.filter((text) => !gone.includes(text));
const bytesOf = (text: Text): number => new Blob([text]).size;

/** Pages with old libraries give arrays a `toJSON` that writes them as text; what goes out is not to depend on that. */
function textOf(value: unknown): Text {
  const list = Array.prototype as { toJSON?: unknown };
  const foreign = list.toJSON;
  if (!foreign) return JSON.stringify(value);
  delete list.toJSON;
  try {
    return JSON.stringify(value);
  } finally {
    list.toJSON = foreign;
  }
}

/** Twice as long after each failure, and not all visitors at once. What the collector asks for counts, up to five minutes. */
function pauseOf(failures: number, retryAfter: string | null): number {
  const asked = retryAfter === null ? 0 : (/^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now()) || 0;
  const own = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
  return Math.max(own, Math.min(longestAskedMs, asked));
}

function piecesOf(texts: readonly Text[]): Text[][] {
  const pieces: Text[][] = [];
  let bytes = mostBytes;
  for (const text of texts) {
    const more = bytesOf(text) + 1;
    bytes += more;
    if (bytes > mostBytes - wrappingBytes) { pieces.push([]); bytes = more; }
    pieces[pieces.length - 1]?.push(text);
  }
  return pieces;
}

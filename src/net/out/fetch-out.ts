import { guardedAgents } from '../addresses/guarded-agents.ts';
import { readAddress } from '../addresses/check-address.ts';
import type { AddressRules, Refused } from '../addresses/rules.ts';
import { followed } from './follow-redirect.ts';
import { sendOnce } from './send-once.ts';

export interface OutRequest {
  readonly url: string;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'PROPFIND' | 'REPORT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Ends the call early. */
  readonly signal?: AbortSignal;
}

export interface OutRules extends AddressRules {
  /** For everything together: looking up, connecting, redirects and the whole body. 30 s unless given. */
  readonly timeoutMs?: number;
  /** Of the body as it comes over the wire. 10 MiB unless given. */
  readonly mostBytes?: number;
  /** Of the body once unpacked. Four times `mostBytes` unless given. */
  readonly mostUnpackedBytes?: number;
  /** Redirects followed, each checked anew; 3 unless given, and never more. */
  readonly mostRedirects?: number;
}

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** By names in small letters; repeated ones joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked. */
  readonly body: Uint8Array;
  /** Where the answer came from after redirects. */
  readonly url: string;
}

/** Nothing, or not all, came back. `detail` names the host at most. */
export interface NotAnswered {
  readonly kind: 'failed';
  readonly reason: 'timeout' | 'too_large' | 'unreachable' | 'tls' | 'broken_answer' | 'stopped';
  readonly detail: string;
}

export type OutAnswer = Answered | Refused | NotAnswered;

const longestRedirects = 3;

/**
 * The one way to call another system over HTTP. Addresses are judged before every connection and the connection is
 * pinned to what was judged; redirects are followed here, each judged anew, and credentials stay with the first origin.
 * Whatever the other side answers, 500 included, is `answered`; it never throws for what others do.
 */
export async function fetchOut(request: OutRequest, rules: OutRules): Promise<OutAnswer> {
  const deadline = AbortSignal.timeout(rules.timeoutMs ?? 30_000);
  const agents = guardedAgents(rules);
  const most = Math.min(rules.mostRedirects ?? longestRedirects, longestRedirects);
  let next: OutRequest = request;
  for (let hop = 0; ; hop += 1) {
    const read = readAddress(next.url, rules);
    if (read.kind === 'refused') return read;
    const answer = await sendOnce(next, { url: read.url, agent: read.url.protocol === 'https:' ? agents.https : agents.http, deadline, rules });
    const step = answer.kind === 'answered' ? followed(next, answer, read.url) : null;
    if (step === null || most === 0) return answer;
    if (hop === most) return { kind: 'refused', reason: 'too_many_redirects', detail: `${read.url.hostname} redirects more than ${most} times.` };
    if ('kind' in step) return step;
    next = step;
  }
}

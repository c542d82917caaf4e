import type { Refused } from '../addresses/rules.ts';
import type { Answered, OutRequest } from './fetch-out.ts';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What another origin may see; a key can hide in a header of any other name. */
const harmless: ReadonlySet<string> = new Set(['accept', 'accept-language', 'user-agent']);
const aboutTheBody = /^content-/;

/** The request that a redirect asks for (RFC 9110, section 15.4); null where the answer is none. */
export function followed(request: OutRequest, answer: Answered, from: URL): OutRequest | Refused | null {
  const location = answer.headers['location'];
  if (!redirects.has(answer.status) || location === undefined || !URL.canParse(location, from.href)) return null;
  const to = new URL(location, from.href);
  const elsewhere = to.origin !== from.origin;
  const { body, ...rest } = request;
  const drops = dropsBody(answer.status, request.method ?? 'GET');
  if (body !== undefined && !drops && elsewhere) return { kind: 'refused', reason: 'redirect_with_body', detail: `${from.hostname} sends what was posted on to another host.` };
  const kept = headersKept(request.headers ?? {}, elsewhere, drops);
  if (drops) return { ...rest, method: request.method === 'HEAD' ? 'HEAD' : 'GET', url: to.href, headers: kept };
  return { ...request, url: to.href, headers: kept };
}

const dropsBody = (status: number, method: string): boolean => status === 303 || (status < 303 && method === 'POST');

const headersKept = (headers: Readonly<Record<string, string>>, elsewhere: boolean, dropped: boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => (!elsewhere || harmless.has(name.toLowerCase())) && !(dropped && aboutTheBody.test(name.toLowerCase()))));

import { parse } from 'tldts';
import { Failure } from '../../../../model/index.ts';
import { fetchOut, type AddressRules, type Answered } from '../../../../net/index.ts';
import { readMultistatus, type Multistatus } from './multistatus.ts';

export interface DavParts {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly rules: AddressRules;
  readonly signal: AbortSignal;
}

export interface DavAnswer extends Multistatus {
  /** Where it came from, after redirects. */
  readonly url: string;
}

/** What a server may say that is no answer: the resource is not there, or the request is not understood there. */
export type DavRefusal = { readonly refused: number };

const mostBytes = 50_000_000;
const timeoutMs = 60_000;

/** One CalDAV server, asked through the guard of addresses. What it answers names further addresses: only those of its own are asked. */
export class DavServer {
  readonly #parts: DavParts;
  readonly #home: URL;

  constructor(parts: DavParts) {
    this.#parts = parts;
    this.#home = new URL(parts.url);
  }

  /** Asks for properties of a resource, and of its children where `depth` is 1. */
  find = (url: string, depth: 0 | 1, body: string): Promise<DavAnswer | DavRefusal> => this.#ask('PROPFIND', url, { depth: String(depth) }, body);

  /** Asks a collection for a report. */
  report = (url: string, body: string): Promise<DavAnswer | DavRefusal> => this.#ask('REPORT', url, { depth: '1' }, body);

  async #ask(method: 'PROPFIND' | 'REPORT', url: string, headers: Readonly<Record<string, string>>, body: string): Promise<DavAnswer | DavRefusal> {
    const { user, password, rules, signal } = this.#parts;
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const answer = await fetchOut({ url, method, body, signal, headers: { ...headers, authorization, 'content-type': 'application/xml; charset=utf-8', accept: 'application/xml, text/xml' } }, { ...rules, timeoutMs, mostBytes, mostUnpackedBytes: mostBytes });
    if (answer.kind === 'refused') throw new Failure('bad_request', answer.detail, 'Give an address that everybody can reach, or have the host allowed by whoever runs this machine.');
    if (answer.kind === 'failed') throw new Failure('busy', answer.detail, 'See whether the calendar\'s server is there; it is tried again.');
    return this.#read(answer);
  }

  #read(answer: Answered): DavAnswer | DavRefusal {
    if (answer.status === 401) throw new Failure('not_allowed', 'The calendar\'s server does not let this user in.', 'Check "user" and the secret "password"; many services want a password made for this use alone.');
    if (answer.status >= 500) throw new Failure('busy', `The calendar's server answered with ${answer.status}.`, 'It is tried again.');
    if (answer.status !== 207) return { refused: answer.status };
    const read = readMultistatus(new TextDecoder().decode(answer.body));
    if (read === null) throw new Failure('unreadable_file', 'What the calendar\'s server answered cannot be read.', 'See whether the address is that of a CalDAV server.');
    return { ...read, url: answer.url };
  }

  /** The whole address of what the server names; null for one that the password must not be sent to. */
  addressOf(href: string, from: string): string | null {
    if (!URL.canParse(href, from)) return null;
    const to = new URL(href, from);
    return to.origin === this.#home.origin || (to.protocol === 'https:' && to.port === '' && isSameHouse(to.hostname, this.#home.hostname)) ? to.href : null;
  }
}

/** Names under one registered name are one house's; public suffixes, and those that a provider sells names under, are not. */
function isSameHouse(a: string, b: string): boolean {
  const [one, other] = [a, b].map((host) => parse(host, { allowPrivateDomains: true }).domain);
  return one !== null && one !== undefined && one === other;
}

export const isRefused = (answer: DavAnswer | DavRefusal): answer is DavRefusal => 'refused' in answer;

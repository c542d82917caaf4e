import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../../model/index.ts';
import { fetchOut, type AddressRules, type Answered, type OutAnswer, type OutRequest } from '../../../net/index.ts';
import { parseExactly } from '../exact-json.ts';

export interface ApiCall extends Pick<OutRequest, 'headers' | 'body'> {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
}

/** What an API answered: its status, and its body as JSON with every digit; null where the body is no JSON. */
export interface ApiAnswer {
  readonly status: number;
  /** The server's clock, UTC ms; null where it tells none. */
  readonly serverMs: number | null;
  readonly body: unknown;
}

export interface ApiCallsOptions {
  readonly rules: AddressRules;
  readonly signal: AbortSignal;
  /** True for an answer that means "later" in words of its own, beside 429 and 503. */
  readonly isLater?: (answer: ApiAnswer) => boolean;
}

/** One call is tried so often: with pauses of 1, 2, 4, 8 and 16 s between, or as long as the server asks for. */
const mostTries = 6;
const firstPauseMs = 1_000;
/** A server that asks for more is left to the next run: below the usual patience with a silent source. */
const longestPauseMs = 240_000;
const limits = { timeoutMs: 120_000, mostBytes: 50_000_000, mostUnpackedBytes: 200_000_000 };

/** Calls of a JSON API that only reads, so that a call may always be made again: after limits, faults of the server and broken connections. */
export class ApiCalls {
  readonly #options: ApiCallsOptions;

  constructor(options: ApiCallsOptions) {
    this.#options = options;
  }

  /** The last answer, whatever its status. Throws `Failure` where nothing may be called, nothing came, or the server asks to wait for long. */
  async call(call: ApiCall): Promise<ApiAnswer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await fetchOut({ ...call, method: call.method ?? 'GET', signal: this.#options.signal }, { ...limits, ...this.#options.rules });
      this.#options.signal.throwIfAborted();
      const read = answer.kind === 'answered' ? answerOf(answer) : null;
      const again = read === null ? mayTryAgain(answer) : this.#isLater(read);
      if (!again || tries === mostTries) return settled(answer, read, tries);
      await this.#wait(answer, tries);
    }
  }

  #isLater(answer: ApiAnswer): boolean {
    return answer.status === 429 || answer.status >= 500 || this.#options.isLater?.(answer) === true;
  }

  async #wait(answer: OutAnswer, tries: number): Promise<void> {
    const asked = answer.kind === 'answered' ? retryAfterMs(answer.headers) : null;
    if (asked !== null && asked > longestPauseMs) throw new Failure('busy', `The service asks to wait ${Math.ceil(asked / 1000)} seconds.`, 'It is tried again at the next run; read it less often.');
    await pause(asked ?? firstPauseMs * 2 ** (tries - 1), undefined, { signal: this.#options.signal });
  }
}

function answerOf({ status, headers, body }: Answered): ApiAnswer {
  const serverMs = Date.parse(headers['date'] ?? '');
  return { status, serverMs: Number.isNaN(serverMs) ? null : serverMs, body: jsonOf(Buffer.from(body).toString('utf8')) };
}

function jsonOf(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return null;
  }
}

const mayTryAgain = (answer: OutAnswer): boolean => answer.kind === 'failed' && ['timeout', 'unreachable', 'broken_answer'].includes(answer.reason);

function settled(answer: OutAnswer, read: ApiAnswer | null, tries: number): ApiAnswer {
  if (read !== null) return read;
  if (answer.kind === 'refused') throw new Failure('bad_request', answer.detail, 'Give an address that everybody can reach, or have the host allowed by whoever runs this machine.');
  throw new Failure('storage_unavailable', `${answer.kind === 'failed' ? answer.detail : 'Nothing came back.'} Tried ${tries} times.`, 'See whether the service is up; it is tried again at the next run.');
}

/** Seconds, or a date by the server's own clock (RFC 9110, section 10.2.3). */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | null {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const wait = Date.parse(text) - Date.parse(headers['date'] ?? '');
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

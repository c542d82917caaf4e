import { Failure } from '../../../model/index.ts';
import { ApiCalls, type ApiAnswer } from '../api/api-calls.ts';
import { objectsIn, textIn, type JsonObject } from '../api/json-parts.ts';
import type { SourceContext } from '../source-kind.ts';

/** A stage of a pipeline: its name, and how a deal in it stands. */
export interface Stage {
  readonly label: string;
  readonly pipeline: string;
  readonly outcome: 'Won' | 'Lost' | 'Open';
}

/** Rights that a token lacks: told with the object, and the others go on. */
export class MissingScope extends Failure {
  constructor(path: string) {
    super('not_allowed', `The token may not read ${path}.`, 'Give the private app the scope for it, or leave the object out with --setting streams=…');
  }
}

/** Calls of one portal with its token, and the names behind ids of owners and stages. */
export class HubSpotPortal {
  readonly #url: string;
  readonly #token: string;
  readonly #calls: ApiCalls;
  readonly owners = new Map<string, string>();
  readonly stages = new Map<string, Stage>();
  readonly notes: string[] = [];
  /** The server's clock at the first answer, UTC ms: what is written later is of a later read. */
  startedMs: number | null = null;

  private constructor(url: string, token: string, { rules, signal }: SourceContext) {
    this.#url = url;
    this.#token = token;
    this.#calls = new ApiCalls({ rules, signal });
  }

  static async open(url: string, context: SourceContext): Promise<HubSpotPortal> {
    const token = context.secrets['token'];
    if (token === undefined) throw new Failure('bad_request', 'The source has no secret "token".', 'Create it again with --secret token: the access token of a private app.');
    const portal = new HubSpotPortal(url, token, context);
    await portal.#readOwners();
    for (const object of ['deals', 'tickets']) await portal.#readStages(object);
    return portal;
  }

  get = (path: string): Promise<JsonObject> => this.#call('GET', path);
  post = (path: string, body: unknown): Promise<JsonObject> => this.#call('POST', path, body);

  /** Every page of a list, its results at a time, with where the next one begins. */
  async* pages(path: string, from: string | null): AsyncIterable<{ readonly results: JsonObject[]; readonly after: string | null }> {
    let after: string | null = from;
    do {
      const answer: JsonObject = await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${after === null ? '' : `&after=${encodeURIComponent(after)}`}`);
      after = textIn(answer, 'paging', 'next', 'after');
      yield { results: objectsIn(answer, 'results'), after };
    } while (after !== null);
  }

  async #call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<JsonObject> {
    const answer = await this.#calls.call({
      url: new URL(path, this.#url).href, method, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { authorization: `Bearer ${this.#token}`, accept: 'application/json', 'content-type': 'application/json' },
    });
    this.startedMs ??= answer.serverMs;
    return bodyOf(answer, path.split('?')[0] as string);
  }

  async #readOwners(): Promise<void> {
    for (const archived of ['true', 'false']) {
      for await (const { results } of this.#tolerated(this.pages(`/crm/v3/owners?archived=${archived}`, null))) {
        for (const owner of results) this.owners.set(textIn(owner, 'id') ?? '', nameOf(owner));
      }
    }
  }

  async #readStages(object: string): Promise<void> {
    for await (const { results } of this.#tolerated(this.#once(`/crm/v3/pipelines/${object}`))) {
      for (const pipeline of results) for (const stage of objectsIn(pipeline, 'stages')) this.stages.set(`${object}:${textIn(stage, 'id')}`, stageOf(stage, textIn(pipeline, 'label') ?? ''));
    }
  }

  async* #once(path: string): AsyncIterable<{ readonly results: JsonObject[] }> {
    yield { results: objectsIn(await this.get(path), 'results') };
  }

  /** Without names, ids stand for themselves. */
  async* #tolerated<T>(pages: AsyncIterable<T>): AsyncIterable<T> {
    try {
      yield* pages;
    } catch (error) {
      if (!(error instanceof MissingScope)) throw error;
      this.notes.push(error.message);
    }
  }
}

const nameOf = (owner: JsonObject): string => [textIn(owner, 'firstName'), textIn(owner, 'lastName')].filter((part) => part !== null).join(' ') || (textIn(owner, 'email') ?? textIn(owner, 'id') ?? '');

/** Deals are won in a closed stage of probability 1 (CRM API, Pipelines). */
function stageOf(stage: JsonObject, pipeline: string): Stage {
  const isClosed = textIn(stage, 'metadata', 'isClosed') === 'true';
  return { label: textIn(stage, 'label') ?? textIn(stage, 'id') ?? '', pipeline, outcome: !isClosed ? 'Open' : Number(textIn(stage, 'metadata', 'probability')) === 1 ? 'Won' : 'Lost' };
}

function bodyOf(answer: ApiAnswer, path: string): JsonObject {
  if (answer.status === 200 || answer.status === 207) return answer.body as JsonObject;
  if (answer.status === 401) throw new Failure('not_allowed', 'HubSpot does not let this token in.', 'Create the source again with --secret token: the access token of a private app.');
  if (answer.status === 403 || answer.status === 404) throw new MissingScope(path);
  if (answer.status === 429) throw new Failure('busy', textIn(answer.body, 'policyName') === 'DAILY' ? 'The calls of the day are used up.' : 'HubSpot still says that there were too many calls.', 'It is tried again at the next run; read it less often.');
  if (answer.status >= 500) throw new Failure('storage_unavailable', `HubSpot answers ${answer.status}.`, 'It is tried again at the next run.');
  // The service's own words name properties and filters; a value of a record never.
  throw new Failure('bad_request', `HubSpot answers ${answer.status} at ${path}: ${textIn(answer.body, 'category') ?? 'no reason given'}.`, 'See whether the API changed; this may be a fault in Hindcast.');
}

import { Failure } from '../../../model/index.ts';
import { ApiCalls, type ApiAnswer } from '../api/api-calls.ts';
import { textIn } from '../api/json-parts.ts';
import type { SourceContext } from '../source-kind.ts';
import type { SalesforceSettings } from './index.ts';

type Parts = Pick<SourceContext, 'rules' | 'signal' | 'secrets'>;

/** The code of the first error in an answer (REST API Developer Guide, "Status Codes and Error Responses"); null where there is none. */
export const errorCodeOf = ({ body }: ApiAnswer): string | null => textIn(Array.isArray(body) ? body[0] : body, 'errorCode');

/** A limit of calls, or too many queries at a time: said with 403, or 503. */
const isLimit = (answer: ApiAnswer): boolean => ['REQUEST_LIMIT_EXCEEDED', 'SERVER_UNAVAILABLE', 'UNABLE_TO_LOCK_ROW', 'QUERY_TIMEOUT'].includes(errorCodeOf(answer) ?? '');

/** Signed-in calls of one organisation. A session that ends while it is used is begun anew, once for each call. */
export class SalesforceSession {
  readonly #settings: SalesforceSettings;
  readonly #secrets: Parts['secrets'];
  readonly #calls: ApiCalls;
  #token = '';
  #instance = '';
  /** The server's clock at the last answer, UTC ms. */
  serverMs: number | null = null;

  private constructor(settings: SalesforceSettings, { rules, signal, secrets }: Parts) {
    this.#settings = settings;
    this.#secrets = secrets;
    this.#calls = new ApiCalls({ rules, signal, isLater: isLimit });
  }

  static async open(settings: SalesforceSettings, parts: Parts): Promise<SalesforceSession> {
    const session = new SalesforceSession(settings, parts);
    await session.#signIn();
    return session;
  }

  /** `path` below the version's data, or one that the API gave, such as `nextRecordsUrl`. */
  async get(path: string): Promise<ApiAnswer> {
    const first = await this.#get(path);
    if (first.status !== 401) return this.#told(first);
    await this.#signIn();
    return this.#told(await this.#get(path));
  }

  async #get(path: string): Promise<ApiAnswer> {
    const whole = path.startsWith('/services/') ? path : `/services/data/v${this.#settings.version}/${path}`;
    const answer = await this.#calls.call({ url: new URL(whole, this.#instance).href, headers: { authorization: `Bearer ${this.#token}`, accept: 'application/json' } });
    this.serverMs = answer.serverMs ?? this.serverMs;
    return answer;
  }

  #told(answer: ApiAnswer): ApiAnswer {
    if (answer.status === 401) throw new Failure('not_allowed', 'Salesforce ended the session again right after it was begun.', 'Check the session settings of the user, and that the connected app may use the API.');
    if (errorCodeOf(answer) === 'REQUEST_LIMIT_EXCEEDED') throw new Failure('busy', 'The API limit of the organisation is used up.', 'It is tried again at the next run; read it less often, or fewer objects: --setting streams=…');
    if (answer.status >= 500) throw new Failure('storage_unavailable', `Salesforce answers ${answer.status}.`, 'It is tried again at the next run.');
    return answer;
  }

  async #signIn(): Promise<void> {
    // Resolved against the address as it was given: a user name in it is refused, not dropped.
    const url = new URL('/services/oauth2/token', this.#settings.url).href;
    const answer = await this.#calls.call({
      url, method: 'POST', body: new URLSearchParams(this.#grant()).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    });
    const token = textIn(answer.body, 'access_token');
    // What the service says of a refused grant names no secret (RFC 6749, section 5.2).
    if (token === null) throw new Failure('not_allowed', `Salesforce does not let this user in: ${textIn(answer.body, 'error') ?? answer.status}${textIn(answer.body, 'error_description') === null ? '' : `, ${textIn(answer.body, 'error_description')}`}.`, 'Check clientId, login and the secrets, and that the connected app allows this way of signing in.');
    this.#token = token;
    this.#instance = textIn(answer.body, 'instance_url') ?? url;
  }

  /** OAuth 2.0 grants that need nobody at a browser. */
  #grant(): Record<string, string> {
    const { login, clientId, user } = this.#settings;
    const client = { client_id: clientId, ...(this.#secrets['clientSecret'] === undefined ? {} : { client_secret: this.#secrets['clientSecret'] }) };
    if (login === 'client_credentials') return { grant_type: 'client_credentials', ...client };
    if (login === 'refresh_token') return { grant_type: 'refresh_token', ...client, refresh_token: this.#secret('refreshToken') };
    if (user === undefined) throw new Failure('bad_request', 'To sign in by password, the source needs a user.', 'Create it again with --setting user=NAME.');
    return { grant_type: 'password', ...client, username: user, password: `${this.#secret('password')}${this.#secrets['securityToken'] ?? ''}` };
  }

  #secret(name: string): string {
    const value = this.#secrets[name];
    if (value === undefined) throw new Failure('bad_request', `The source has no secret "${name}".`, `Create it again with --secret ${name}.`);
    return value;
  }
}

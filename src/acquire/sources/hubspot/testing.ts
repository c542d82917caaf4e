/** For tests: a server that answers as HubSpot documents its CRM API, as far as reading needs it. */
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeRecord {
  readonly id: string;
  readonly archived?: boolean;
  readonly properties: Readonly<Record<string, string>>;
  readonly history?: Readonly<Record<string, ReadonlyArray<{ readonly value: string; readonly timestamp: string }>>>;
  /** Ids of other objects' records that it is joined with. */
  readonly to?: Readonly<Record<string, readonly string[]>>;
}

interface Fault { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }

export interface FakePortal {
  readonly url: string;
  readonly records: Map<string, FakeRecord[]>;
  /** Method, path and body of every call. */
  readonly asked: string[];
  /** Answers the next calls with these instead, one each; null answers as usual. */
  readonly faults: Array<Fault | null>;
  /** Objects for which the token has no scope. */
  readonly closed: Set<string>;
  /** Results of one search and no more. */
  mostFound: number;
  close(): Promise<void>;
}

type Search = { filterGroups: Array<{ filters: Array<{ propertyName: string; operator: string; value: string }> }>; sorts: Array<{ propertyName: string }>; limit: number; after?: string };

const stages = [['s1', 'Qualified', 'false', '0.2'], ['s2', 'Proposal', 'false', '0.6'], ['won', 'Closed Won', 'true', '1.0'], ['lost', 'Closed Lost', 'true', '0.0']];
const ok = (body: unknown): Fault => ({ status: 200, body });

export async function fakePortal(): Promise<FakePortal> {
  const fake = { records: new Map<string, FakeRecord[]>(), asked: [] as string[], faults: [] as FakePortal['faults'], closed: new Set<string>(), mostFound: 10_000 };
  const valueOf = ({ id, properties }: FakeRecord, name: string): number => (name === 'hs_object_id' ? Number(id) : Date.parse(properties[name] ?? ''));
  /** A search is done once for its pages. */
  const sought = new WeakMap<readonly FakeRecord[], Map<string, FakeRecord[]>>();
  const search = (name: string, { filterGroups, sorts, limit, after = '0' }: Search): Fault => {
    if (Number(after) + limit > fake.mostFound) return { status: 400, body: { category: 'VALIDATION_ERROR', message: `cannot page past ${fake.mostFound}` } };
    const filters = filterGroups[0]?.filters ?? [];
    const meets = (record: FakeRecord): boolean => filters.every(({ propertyName, operator, value }) => { const [is, than] = [valueOf(record, propertyName), Number(value)]; return operator === 'GTE' ? is >= than : operator === 'GT' ? is > than : is === than; });
    const by = sorts[0]?.propertyName ?? '';
    const all = fake.records.get(name) ?? [];
    const key = JSON.stringify([filters, by]);
    const held = sought.get(all) ?? new Map<string, FakeRecord[]>();
    sought.set(all, held);
    const found = held.get(key) ?? all.filter((one) => !one.archived && meets(one)).toSorted((a, b) => valueOf(a, by) - valueOf(b, by));
    held.set(key, found);
    const page = found.slice(Number(after), Number(after) + limit);
    const next = Number(after) + page.length;
    return ok({ total: found.length, results: page.map(({ id, properties }) => ({ id, properties })), ...(next < found.length ? { paging: { next: { after: String(next) } } } : {}) });
  };
  const list = (name: string, query: URLSearchParams): Fault => {
    const archived = query.get('archived') === 'true';
    const found = (fake.records.get(name) ?? []).filter((one) => (one.archived ?? false) === archived && Number(one.id) > Number(query.get('after') ?? 0)).toSorted((a, b) => Number(a.id) - Number(b.id));
    const page = found.slice(0, Number(query.get('limit')));
    return ok({ results: page.map(({ id, properties }) => ({ id, properties, archived, ...(archived ? { archivedAt: new Date().toISOString() } : {}) })), ...(page.length < found.length ? { paging: { next: { after: page.at(-1)?.id } } } : {}) });
  };
  const answer = (url: URL, body: unknown): Fault => {
    const path = url.pathname;
    if (path === '/crm/v3/owners') return ok({ results: url.searchParams.get('archived') === 'false' ? [{ id: '7', firstName: 'Ida', lastName: 'Roth' }] : [{ id: '8', email: 'gone@example.com' }] });
    if (path.startsWith('/crm/v3/pipelines/')) return ok({ results: [{ id: 'p', label: 'Sales', stages: stages.map(([id, label, isClosed, probability]) => ({ id, label, metadata: { isClosed, probability } })) }] });
    if (path.startsWith('/crm/v3/properties/')) return ok({ results: [{ name: 'dealname', hubspotDefined: true }, { name: 'region_of_ours', hubspotDefined: false }] });
    const [, , version, what, name = '', ...rest] = path.split('/');
    if (fake.closed.has(name)) return { status: 403, body: { category: 'MISSING_SCOPES' } };
    const inputs = new Set(((body as { inputs?: Array<{ id: string }> } | null)?.inputs ?? []).map(({ id }) => id));
    const chosen = (fake.records.get(name) ?? []).filter(({ id }) => inputs.has(id));
    if (version === 'v4' && what === 'associations') return { status: 207, body: { results: chosen.flatMap(({ id, to }) => (to?.[rest[0] ?? ''] ? [{ from: { id }, to: to[rest[0] ?? '']?.map((other) => ({ toObjectId: Number(other), associationTypes: [{ label: null }] })) }] : [])) } };
    if (rest.join('/') === 'batch/read') return ok({ results: chosen.map(({ id, history }) => ({ id, propertiesWithHistory: history ?? {} })) });
    return rest[0] === 'search' ? search(name, body as Search) : list(name, url.searchParams);
  };
  const server = http.createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const url = new URL(request.url ?? '/', 'http://x');
      fake.asked.push(`${request.method} ${request.url} ${text}`);
      const { status, body, headers } = request.headers.authorization === 'Bearer right' ? fake.faults.shift() ?? answer(url, text === '' ? null : JSON.parse(text)) : { status: 401, body: { category: 'INVALID_AUTHENTICATION' } } as Fault;
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

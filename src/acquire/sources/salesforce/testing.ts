/** For tests: a server that answers as Salesforce documents its REST API, as far as reading needs it. */
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Row = Readonly<Record<string, unknown>>;

export interface FakeOrganisation {
  readonly url: string;
  readonly rows: Map<string, Row[]>;
  /** Ids that left the recycle bin, by object. */
  readonly purged: Map<string, string[]>;
  /** Paths that were asked for, decoded. */
  readonly asked: string[];
  /** Answers the next calls of data with these instead, one each; null answers as usual. */
  readonly faults: Array<{ readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> } | null>;
  /** Sessions that were begun. */
  readonly logins: URLSearchParams[];
  close(): Promise<void>;
}

const typeOf = (value: unknown): string => (typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'boolean' : 'string');
const error = (errorCode: string, message = errorCode): unknown => [{ message, errorCode }];

export async function fakeOrganisation(pageRows = 2_000): Promise<FakeOrganisation> {
  const state = { token: 0, locator: 0, results: new Map<string, Row[]>() };
  const fake = { rows: new Map<string, Row[]>(), purged: new Map<string, string[]>(), asked: [] as string[], faults: [] as FakeOrganisation['faults'], logins: [] as URLSearchParams[] };
  const described = (name: string): unknown => {
    const rows = fake.rows.get(name);
    if (!rows) return null;
    const names = new Map(rows.flatMap((row) => Object.entries(row)).filter(([, value]) => typeof value !== 'object'));
    return { name, queryable: true, replicateable: true, fields: [...names].map(([field, value]) => ({ name: field, type: typeOf(value) })).concat([{ name: 'BillingAddress', type: 'address' }]) };
  };
  const page = (rows: readonly Row[]): unknown => {
    const rest = rows.slice(pageRows);
    const next = rest.length === 0 ? {} : { nextRecordsUrl: `/services/data/v62.0/query/locator-${(state.locator += 1)}` };
    if (rest.length > 0) state.results.set(`locator-${state.locator}`, [...rest]);
    return { totalSize: rows.length, done: rest.length === 0, records: rows.slice(0, pageRows).map((row) => ({ attributes: { type: 'x', url: '/x' }, ...row })), ...next };
  };
  const answer = (path: string): { status: number; body: unknown } => {
    const describe = /^sobjects\/(\w+)\/describe$/.exec(path)?.[1];
    if (describe !== undefined) return described(describe) === null ? { status: 404, body: error('NOT_FOUND') } : { status: 200, body: described(describe) };
    const deleted = /^sobjects\/(\w+)\/deleted\//.exec(path)?.[1];
    if (deleted !== undefined) return { status: 200, body: { deletedRecords: (fake.purged.get(deleted) ?? []).map((id) => ({ id, deletedDate: new Date().toISOString() })), earliestDateAvailable: '2026-01-01T00:00:00.000+0000', latestDateCovered: new Date().toISOString().replace('Z', '+0000') } };
    const locator = /^query\/(locator-\d+)$/.exec(path)?.[1];
    if (locator !== undefined) return state.results.has(locator) ? { status: 200, body: page(state.results.get(locator) ?? []) } : { status: 400, body: error('INVALID_QUERY_LOCATOR') };
    const query = /^queryAll\?q=SELECT (.+) FROM (\w+)(?: WHERE (.+))? ORDER BY (?:(\w+), )?Id$/.exec(path);
    if (!query) return { status: 404, body: error('NOT_FOUND') };
    const [, columns = '', name = '', where = '', order = ''] = query;
    const from = /(\w+) >= (\S+)/.exec(where);
    const field = /Field = '(\w+)'/.exec(where)?.[1];
    const rows = (fake.rows.get(name) ?? []).filter((row) => (!from || Date.parse(String(row[from[1] ?? ''])) >= Date.parse(from[2] ?? '')) && (field === undefined || row['Field'] === field));
    const top = new Set(columns.split(', ').map((column) => column.split('.')[0] as string));
    const sorted = rows.toSorted((a, b) => String(a[order]).localeCompare(String(b[order])) || String(a['Id']).localeCompare(String(b['Id'])));
    return { status: 200, body: page(sorted.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => top.has(column))))) };
  };
  const server = http.createServer((request, response) => {
    const send = (status: number, body: unknown, headers: Record<string, string> = {}): void => { response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)); };
    void bodyOf(request).then((body) => {
      const path = decodeURIComponent((request.url ?? '').replaceAll('+', ' '));
      if (path === '/services/oauth2/token') {
        const grant = new URLSearchParams(body);
        fake.logins.push(grant);
        if (grant.get('client_secret') !== 'right') { send(400, { error: 'invalid_client', error_description: 'invalid client credentials' }); return; }
        send(200, { access_token: `token-${(state.token += 1)}`, instance_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token_type: 'Bearer' });
        return;
      }
      if (request.headers.authorization !== `Bearer token-${state.token}`) { send(401, error('INVALID_SESSION_ID', 'Session expired or invalid')); return; }
      fake.asked.push(path.replace('/services/data/v62.0/', ''));
      const fault = fake.faults.shift() ?? null;
      if (fault) { send(fault.status, fault.body, fault.headers); return; }
      const { status, body: answered } = answer(path.replace('/services/data/v62.0/', ''));
      send(status, answered);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    ...fake, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

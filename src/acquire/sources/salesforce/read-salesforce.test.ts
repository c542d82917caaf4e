import { afterEach, beforeEach, expect, test } from 'vitest';
import { contextFor, readUntil } from '../testing.ts';
import { salesforce, type SalesforceSettings } from './index.ts';
import { fakeOrganisation, type FakeOrganisation } from './testing.ts';

let fake: FakeOrganisation;
beforeEach(async () => {
  fake = await fakeOrganisation(20);
  fake.rows.set('Opportunity', Array.from({ length: 60 }, (_, n) => ({ Id: `006${n}`, Name: `Pumps ${n}`, StageName: 'Proposal', IsClosed: false, IsWon: false, SystemModstamp: `2026-02-01T09:00:${String(n % 50).padStart(2, '0')}.000+0000`, IsDeleted: false })));
});
afterEach(() => fake.close());

const settings = (more: Partial<SalesforceSettings> = {}): SalesforceSettings => salesforce.settings.parse({ url: fake.url, clientId: 'app', ...more }) as SalesforceSettings;
const read = (more: Partial<Parameters<typeof contextFor>[0]> = {}, own = settings()) =>
  readUntil(salesforce.read(own, contextFor({ secrets: { clientSecret: 'right' }, streams: new Set(['Opportunity']), ...more })));
const ids = (records: ReadonlyArray<{ readonly values: Readonly<Record<string, unknown>> }>): number => new Set(records.map(({ values }) => values['Id'])).size;
const limit = (wait: string) => ({ status: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }], headers: { 'retry-after': wait } });
/** A fault at the nth call of data from now, counting from 1; the calls before it go well. */
const faultAt = (n: number, fault: FakeOrganisation['faults'][number]): void => { fake.faults.push(...Array.from({ length: n - 1 }, () => null), fault); };

test('pages follow each other, in the order of their stamps, with numbers and times exactly', async () => {
  const { records, failure, cursors } = await read();
  expect([records.length, ids(records), failure, fake.asked.filter((path) => path.startsWith('query/')).length]).toEqual([60, 60, null, 2]);
  expect(cursors.get('Opportunity')).toMatchObject({ stamp: '2026-02-01T09:00:49.000+0000' });
  expect(records[0]?.values).not.toHaveProperty('SystemModstamp');
});

test.each([1, 2, 3, 4, 5])('a limit, a fault of the server, a session that ends and a lost place at call %i lose nothing', async (n) => {
  for (const fault of [limit('0'), { status: 503, body: null, headers: { 'retry-after': '0' } }, { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] }]) {
    faultAt(n, fault);
    const { records, failure } = await read();
    expect([ids(records), failure]).toEqual([60, null]);
  }
  if (n < 3 || n > 4) return;
  faultAt(n, { status: 400, body: [{ errorCode: 'INVALID_QUERY_LOCATOR' }] });
  expect(ids((await read()).records)).toBe(60);
});

test('a limit that stays ends the run after what came; the next run goes on from there and misses nothing', async () => {
  faultAt(3, limit('300'));
  const first = await read();
  expect([first.records.length, first.failure?.message]).toEqual([20, 'The service asks to wait 300 seconds.']);
  const second = await read({ cursors: first.cursors });
  expect(ids([...first.records, ...second.records])).toBe(60);
});

test('a session that ends at once again, a refused sign-in and odd names are told, and no secret with them', async () => {
  const ended = { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] };
  fake.faults.push(ended, ended);
  expect((await read()).failure?.message).toContain('ended the session again');
  const refused = await read({ secrets: { clientSecret: 'canary-of-a-secret' } });
  expect(refused.failure?.message).toBe('Salesforce does not let this user in: invalid_client, invalid client credentials.');
  expect((await read({ streams: new Set(['Account WHERE Id != null']) })).failure?.message).toContain('no name of a Salesforce object');
  expect((await read({ streams: new Set(['Visit__c']) })).failure?.message).toContain('no object Visit__c');
});

test('each way of signing in sends its own grant, and no more', async () => {
  const grants: Array<[Partial<SalesforceSettings>, Record<string, string>, string[]]> = [
    [{}, {}, ['grant_type', 'client_id', 'client_secret']],
    [{ login: 'refresh_token' }, { refreshToken: 'r' }, ['grant_type', 'client_id', 'client_secret', 'refresh_token']],
    [{ login: 'password', user: 'ida' }, { password: 'p', securityToken: 't' }, ['grant_type', 'client_id', 'client_secret', 'username', 'password']],
  ];
  for (const [own, secrets, names] of grants) {
    await read({ secrets: { clientSecret: 'right', ...secrets } }, settings(own));
    expect([...(fake.logins.at(-1) ?? [])].map(([name]) => name)).toEqual(names);
  }
  expect(fake.logins.at(-1)?.get('password')).toBe('pt');
  expect((await read({}, settings({ login: 'refresh_token' }))).failure?.message).toContain('no secret "refreshToken"');
});

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Failure, linkHolder, purposes, type ConsentInput, type CorrectionInput, type DialInput, type LedgerEntry, type OwnPage, type Principal, type Purpose } from '../../model/index.ts';
import { ownPage } from '../../model/answers/testing.ts';
import { fakeCaps } from '../../model/contact/testing.ts';
import { fakeApplication, fakePeople, fakeWorkspace } from '../../model/testing.ts';
import { buildServer } from '../../api/index.ts';
import { servePages } from '../index.ts';
import { styleAddress } from '../page-style.ts';
import { placeOf } from './place-of.ts';

interface Word { readonly input: ConsentInput; readonly by: Principal }

let page: OwnPage;
let said: Word[];
let ledger: LedgerEntry[];
let wished: CorrectionInput[];
let reads: string[];
let refusal: Failure | null;
let recalled: Array<readonly [string, Principal]>;
let dialled: Array<readonly [string, DialInput]>;
let clock = 0;
const key = 'contact:crm:C-1';
const standing = (purpose: Purpose) => page.purposes.find((one) => one.purpose === purpose);
const people = fakePeople({
  ownPage: async (subject, what) => {
    if (subject !== 'S1') throw new Failure('not_found', 'gone');
    reads.push(what);
    return page;
  },
  consent: async () => ({ person: key, records: [key], purposes: page.purposes, ledger }),
  setConsent: async (_id, input, by) => {
    said.push({ input, by });
    ledger = [...ledger, { ...(page.ledger[0] as LedgerEntry), sequence: ledger.length + 2, purpose: input.purpose, statement: input.statement, wording: input.wording ?? null, source: input.source ?? '' }];
    page = { ...page, purposes: page.purposes.map((one) => (one.purpose === input.purpose ? { ...one, allowed: input.statement === 'grant', why: `${input.statement === 'grant' ? 'granted' : 'objected'} on 2026-11-20` } : one)) };
    return { person: key, records: [key], purposes: page.purposes, ledger };
  },
  recall: async (id, by) => {
    recalled.push([id, by]);
    return { id: 'R1', at: '2026-11-20T09:00:00.000Z', records: 2, removed: [], left: ['The telephone number is also that of another contact, so it stays in texts.'], filesCleanBy: '2026-11-20T09:15:00.000Z' };
  },
  askCorrection: async (_key, input) => {
    if (refusal) throw refusal;
    wished.push(input);
    return { ...(page.corrections[0] as OwnPage['corrections'][number]), ...input };
  },
});
let app: FastifyInstance;
beforeAll(async () => {
  const application = fakeApplication({}, fakeWorkspace({ people, caps: fakeCaps({ setOwnDial: async (id, input) => { dialled.push([id, input]); return fakeCaps().dial(id); } }) }));
  app = await buildServer({
    application, webFolder: '/nowhere', publicUrl: 'https://sales.example.com', now: () => clock, log: () => undefined, secureCookies: false,
    pages: (server) => servePages(server, { application, publicUrl: 'https://sales.example.com', now: () => clock, log: () => undefined }),
  });
});
afterAll(() => app.close());
beforeEach(() => {
  clock += 600_000;
  dialled = [];
  [page, said, ledger, wished, reads, refusal, recalled] = [ownPage, [], [], [], [], null, []];
});

const get = (path = '', headers: Record<string, string> = {}) => app.inject({ method: 'GET', url: `/me/good${path}`, headers });
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: `/me/good${path}`, payload: new URLSearchParams(form).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers } });
const plain = (markup: string): string => markup.replaceAll(/<[^>]+>/g, ' ').replaceAll('&#39;', "'").replaceAll(/\s+/g, ' ');

test('everything is there: facts with their source and age, conclusions with their rule, uses with what they give and risk, who looked', async () => {
  const { body, statusCode } = await get();
  expect(statusCode).toBe(200);
  const text = plain(body);
  for (const piece of ['What Example AG holds about you', 'rosa.dahl@example.com', 'A contact from “crm”', 'Known since Mon 2 Nov', 'Which records are of one person', 'A user says that two records', 'What it risks', 'ann@example.com, profile (2 times)', 'Trade Fair Ltd', '24 months after the record last changed', '1 column about purchases', 'Job title to be “Head of purchasing”: waits for an answer', 'What was concluded is about a purchase']) expect(text).toContain(piece);
  for (const one of ownPage.purposes) for (const piece of [one.gives, one.risks]) expect(text).toContain(piece);
  expect(body).not.toMatch(/<script|javascript:|\son\w+=|style="|https?:/i);
});

test('opening it, also by a scanner that follows every link, changes nothing', async () => {
  const { body } = await get('', { 'sec-gpc': '1' });
  for (const [, href] of body.matchAll(/href="\/me\/good([^"#]*)"/g)) expect((await get((href as string).replaceAll('&amp;', '&'), { 'sec-gpc': '1' })).statusCode).toBeLessThan(300);
  expect([said, wished, recalled]).toEqual([[], [], []]);
});

test('a choice is written down with the very words that stood there, by nobody of the company, and once', async () => {
  const { body } = await get();
  const shown = plain(body.slice(body.indexOf('<div class="card"><h3>Write to me')).split('</form>')[0] ?? '');
  const sent = await post('/purpose', { purpose: 'contact', choice: 'yes' });
  expect([sent.statusCode, sent.headers.location]).toEqual([303, '/me/good?said']);
  await post('/purpose', { purpose: 'contact', choice: 'yes' });
  expect(said).toMatchObject([{ input: { purpose: 'contact', statement: 'grant', source: 'the person, on their own page' }, by: linkHolder }]);
  const wording = said[0]?.input.wording ?? '';
  for (const sentence of wording.replace(/ \[(.*)\]$/, '. $1').split(/(?<=\.) /)) expect(shown).toContain(sentence.replace('Write to me You may', 'You may').replace(/\.$/, ''));
  expect(wording.endsWith('[Yes, write to me]')).toBe(true);
  await post('/purpose', { purpose: 'contact', choice: 'no' });
  expect(said[1]?.input.statement).toBe('withdraw');
  await post('/purpose', { purpose: 'analyse', choice: 'no' });
  expect(said[2]?.input.statement).toBe('object');
  expect((await get('?said')).body).toContain('in force now');
});

test('how much contact is right is chosen with its time zone, by the person alone', async () => {
  const { body } = await get();
  const text = plain(body);
  for (const piece of ['How often you may be contacted', 'As little as possible at most 1 a week, at most 2 a month, 3 days between two, not from 17:00 to 09:00, not on Saturday and Sunday']) expect(text).toContain(piece);
  expect(body).toMatch(/value="quiet" checked/);
  const sent = await post('/contact', { level: 'eager', zone: 'Europe/Paris' });
  expect([sent.statusCode, sent.headers.location]).toEqual([303, '/me/good?said']);
  expect(dialled).toEqual([['S1', { level: 'eager', about: 'any', timeZone: 'Europe/Paris' }]]);
  const wrong = await post('/contact', { level: 'eager', zone: 'Mars/Olympus' });
  expect([wrong.statusCode, plain(wrong.body).includes('This time zone is not known')]).toEqual([422, true]);
  expect((await post('/contact', { level: 'loud' })).statusCode).toBe(422);
  expect((await post('/contact', { level: 'eager' }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  expect(dialled).toHaveLength(1);
});

test('a choice that is none is not made', async () => {
  for (const form of [{}, { purpose: 'everything', choice: 'no' }, { purpose: 'share', choice: 'maybe' }]) expect((await post('/purpose', form)).statusCode).toBe(200);
  expect((await post('/purpose', { purpose: 'share', choice: 'yes' }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  expect(said).toEqual([]);
});

test('what rests on a use that is off is off and has no switch', async () => {
  page = { ...page, purposes: page.purposes.map((one) => ({ ...one, allowed: false, why: 'objected on 2026-11-02' })) };
  const { body } = await get();
  expect([...body.matchAll(/name="purpose" value="(\w+)"/g)].map((match) => match[1])).toEqual(['store']);
  expect(body.match(/Off while/g)).toHaveLength(5);
});

test('Global Privacy Control: said on the page at once, written down with the first form, and never against the person\'s own choice', async () => {
  const gpc = { 'sec-gpc': '1' };
  page = { ...page, purposes: page.purposes.map((one) => (one.purpose === 'personalise' ? { ...one, allowed: true, why: 'granted on 2026-11-01' } : one)) };
  expect(plain((await get('', gpc)).body)).toContain('“Fit offers to me” was allowed before');
  expect((await get()).body).not.toContain('Global Privacy Control');
  await post('/purpose', { purpose: 'predict', choice: 'no' }, gpc);
  expect(said.map(({ input }) => [input.purpose, input.statement, input.wording])).toEqual([['personalise', 'object', 'Sec-GPC: 1'], ['predict', 'object', expect.stringContaining('[No, leave me out of forecasts]')]]);
  await post('/purpose', { purpose: 'share', choice: 'yes' }, gpc);
  await post('/purpose', { purpose: 'predict', choice: 'yes' }, gpc);
  expect(said.slice(2).map(({ input }) => [input.purpose, input.statement])).toEqual([['share', 'grant'], ['predict', 'grant']]);
  expect(standing('share')?.allowed).toBe(true);
});

test('a correction is asked for on its own page, as another value or as none', async () => {
  const wish = { record: key, field: 'title' };
  const place = { at: placeOf({ ...wish, further: false }) };
  const form = await get(`/correct?${new URLSearchParams(place).toString()}`);
  expect(plain(form.body)).toContain('Held now: Buyer');
  expect((await post('/correct', { ...place, to: ' Head of purchasing ' })).headers.location).toBe('/me/good?asked');
  expect((await post('/correct', { ...place, remove: 'yes', to: '' })).statusCode).toBe(303);
  expect(wished).toEqual([{ ...wish, to: 'Head of purchasing' }, { ...wish, to: null }]);
  for (const wrong of [{ to: '' }, { to: 'x', remove: 'yes' }]) expect((await post('/correct', { ...place, ...wrong })).statusCode).toBe(422);
  expect((await post('/correct', { ...place, to: '"x', remove: 'yes' })).body).toContain('value="&quot;x"');
  refusal = new Failure('conflict', '20 corrections wait for an answer already.');
  expect((await post('/correct', { ...place, to: 'y' })).body).toContain('20 corrections wait');
  for (const nowhere of [{ record: key, field: 'owner' }, { record: 'contact:crm:C-2', field: 'title' }]) expect((await post('/correct', { at: placeOf({ ...nowhere, further: false }), to: 'y' })).statusCode).toBe(404);
  expect(wished).toHaveLength(2);
});

test('the file to take along holds everything that the page is made of', async () => {
  const file = await get('/data.json');
  expect(file.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="my-data.json"', 'cache-control': 'no-store' });
  expect(JSON.parse(file.body)).toMatchObject({ format: 'hindcast-person-1', ...JSON.parse(JSON.stringify(ownPage)) as object });
  expect(reads).toEqual(['copy taken along']);
});

test('even of somebody of whom everything is held the page is below 60 kB with its style, and says what it leaves to the file', async () => {
  const [fact] = page.facts;
  const [read] = page.reads;
  const [wish] = page.corrections;
  const many = <T>(one: T | undefined, of: (one: T, index: number) => T): T[] => Array.from({ length: 500 }, (_, index) => of(one as T, index));
  page = {
    ...page, facts: many(fact, (one, index) => ({ ...one, further: true, field: `Column ${index}`, means: `Column ${index} ${'&'.repeat(200)}`, value: '<"'.repeat(800) })), reads: many(read, (one, index) => ({ ...one, by: `${'long'.repeat(30)}${index}` })),
    corrections: many(wish, (one, index) => ({ ...one, id: `X${index}`, to: '<'.repeat(1000), reason: '<'.repeat(1000) })), asked: many(page.asked[0], (one) => ({ ...one, text: '<'.repeat(1000) })), ledger: many(page.ledger[0], (one, index) => ({ ...one, at: new Date(index * 1e9).toISOString(), source: 's'.repeat(200) })),
  };
  const [one, style] = [await get(), await app.inject(styleAddress)];
  expect(Buffer.byteLength(one.body) + Buffer.byteLength(style.body)).toBeLessThan(60_000);
  expect(one.body).toContain('would make this page too long');
});

test('values never become markup', async () => {
  page = { ...page, company: '<b>"A" & B</b>', facts: page.facts.map((one) => ({ ...one, means: '<i>x', value: '"><script>alert(1)</script>', field: '"><script>' })) };
  const { body } = await get();
  expect(body).not.toMatch(/<script|<i>|<b>/);
});

test('a link is opened thirty times a minute at most, whatever page behind it', async () => {
  for (let visit = 0; visit < 30; visit += 1) await get(visit % 2 === 0 ? '' : '/data.json');
  expect((await get()).statusCode).toBe(429);
});

test('a person who is gone looks like a link that does not work', async () => {
  const gone = fakeApplication({}, fakeWorkspace({ people: fakePeople({ ownPage: async () => { throw new Failure('not_found', 'gone'); } }) }));
  const other = await buildServer({ application: gone, webFolder: '/nowhere', publicUrl: undefined, now: () => clock, log: () => undefined, secureCookies: false, pages: (server) => servePages(server, { application: gone, publicUrl: undefined, now: () => clock, log: () => undefined }) });
  const answers = [await other.inject('/me/good'), await other.inject('/me/wrong')];
  await other.close();
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
  expect(answers[0]?.body).toBe(answers[1]?.body);
});

test('shutting down takes two steps, is done by the person, and says what it reached', async () => {
  expect(plain((await get('/shut-down')).body)).toContain('It cannot be undone');
  const unticked = await post('/shut-down', {});
  expect([unticked.statusCode, unticked.body.includes('Nothing was removed')]).toEqual([422, true]);
  expect((await post('/shut-down', { sure: 'yes' }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  expect(recalled).toEqual([]);
  const text = plain((await post('/shut-down', { sure: 'yes' })).body);
  expect(recalled).toEqual([['S1', linkHolder]]);
  for (const piece of ['It is done', '2 records', '09:15 UTC', 'also that of another contact', 'R1']) expect(text).toContain(piece);
});

test('every use has its words', async () => {
  const { body } = await get();
  expect(body.match(/What you get/g)).toHaveLength(purposes.length);
});

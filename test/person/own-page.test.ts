import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '../../src/api/index.ts';
import { DAY_MS, systemPrincipal, type Application } from '../../src/model/index.ts';
import { servePages } from '../../src/pages/index.ts';
import { importInto, openEmptyHouse, type EmptyHouse, type ImportedWorkspace } from '../product/imported-set.ts';
import { dealCanary, personFiles, randomPersonFiles, tellsOfDeals } from './person-files.ts';

interface Company { readonly set: ImportedWorkspace; readonly application: Application; readonly app: FastifyInstance }

let house: EmptyHouse;
let app: FastifyInstance;
let companies = 0;
beforeAll(async () => {
  house = await openEmptyHouse();
  const options = { application: house.application, publicUrl: undefined, now: Date.now, log: () => undefined };
  app = await buildServer({ ...options, webFolder: '/nowhere', secureCookies: false, pages: (server) => servePages(server, options) });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

/** Each in a workspace of its own; the pages of all are served by one server. */
async function company(files: string): Promise<Company> {
  companies += 1;
  return { set: await importInto(house, `company_${companies}`, files), application: house.application, app };
}

const pathOf = (url: string): string => new URL(url).pathname;
const post = (app: FastifyInstance, url: string, form: Record<string, string>) =>
  app.inject({ method: 'POST', url, payload: new URLSearchParams(form).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } });

test.each([1, 2, 3])('random company %i: nothing of any deal is on /me, in the file to take along, or on /ask', { timeout: 180_000 }, async (seed) => {
  const { set: { workspace }, app } = await company(randomPersonFiles(seed));
  const deal = (await workspace.deals({}))[0]?.id as string;
  for (const id of ['C-1', 'C-2', 'C-3', 'L-1']) {
    const me = pathOf((await workspace.people.makeLink(id, 7, systemPrincipal)).url);
    if (id !== 'L-1') await workspace.people.setConsent(id, { purpose: 'contact', statement: 'grant' }, systemPrincipal);
    const ask = pathOf((await workspace.buyers.ask({ dealId: deal, ...(id === 'L-1' ? {} : { contactId: id }) }, systemPrincipal)).link.url);
    await post(app, ask, { said: 'colleague', text: 'as I said' });
    if (id !== 'L-1') await workspace.delay.set(deal, { input: 'losses_per_month', low: 7_391_000, likely: 7_391_017, high: 7_391_034, currency: 'EUR', source: 'buyer_said', contactId: id, evidence: `${dealCanary} call` }, systemPrincipal);
    const page = await app.inject(me);
    expect([page.statusCode, page.body.includes('example.com')]).toEqual([200, true]);
    for (const url of [me, `${me}/data.json`, ask, `${ask}?kept`]) {
      const { statusCode, body } = await app.inject(url);
      expect([url, statusCode, tellsOfDeals(body), body.includes(deal)]).toEqual([url, 200, [], false]);
    }
  }
});

test('a link opens the page of whoever its record belongs to then, until it is taken back or over; what is chosen there is in force', { timeout: 180_000 }, async () => {
  const { set: { workspace }, application, app } = await company(personFiles());
  const made = await workspace.people.makeLink('L-1', 7, systemPrincipal);
  const url = pathOf(made.url);
  expect(url).toMatch(/^\/me\/[\w-]{43}$/);
  const text = async (): Promise<string> => (await app.inject(url)).body;
  expect(await text()).not.toContain('rosa@example.com');
  await workspace.identity.say('L-1', 'C-1', 'same', systemPrincipal);
  expect(await text()).toContain('rosa@example.com');
  await workspace.identity.say('L-1', 'C-1', 'different', systemPrincipal);
  expect(await text()).not.toContain('rosa@example.com');

  await post(app, `${url}/purpose`, { purpose: 'analyse', choice: 'no' });
  expect((await workspace.sql('SELECT name FROM leads')).rows).toEqual([]);
  const { ledger } = await workspace.people.consent('L-1');
  expect(ledger).toMatchObject([{ statement: 'object', purpose: 'analyse', by: null, source: 'the person, on their own page', wording: expect.stringContaining('[No, leave me out]') }]);
  expect((await application.audit(5)).find(({ what }) => what === 'consent: object analyse')).toMatchObject({ by: 'whoever holds the link' });
  await post(app, `${url}/purpose`, { purpose: 'store', choice: 'no' });
  expect([(await text()).includes('r.dahl@example.com'), (await text()).includes('You refused to have it kept')]).toEqual([false, true]);
  await post(app, `${url}/purpose`, { purpose: 'store', choice: 'yes' });
  expect(await text()).toContain('r.dahl@example.com');

  const profile = await workspace.people.profile('L-1', systemPrincipal);
  expect(profile.links).toMatchObject([{ id: made.id, revokedAt: null }]);
  expect(Date.parse(profile.links[0]?.expiresAt as string) - Date.parse(profile.links[0]?.createdAt as string)).toBe(7 * DAY_MS);
  await workspace.people.takeBackLink(made.id, systemPrincipal);
  await workspace.people.takeBackLink(made.id, systemPrincipal);
  const [gone, wrong] = [await app.inject(url), await app.inject(`/me/${'A'.repeat(43)}`)];
  expect([gone.statusCode, gone.body]).toEqual([404, wrong.body]);
  await expect(workspace.people.takeBackLink('nothing', systemPrincipal)).rejects.toMatchObject({ code: 'not_found' });
});

test('shut down by the person: at once gone from every read, for good, and the link with it; sent again it does nothing more', { timeout: 180_000 }, async () => {
  const files = personFiles();
  const { set: { workspace, importMore }, application, app } = await company(files);
  const [own, other] = [pathOf((await workspace.people.makeLink('C-1', 7, systemPrincipal)).url), pathOf((await workspace.people.makeLink('C-2', 7, systemPrincipal)).url)];
  await post(app, `${own}/purpose`, { purpose: 'contact', choice: 'yes' });
  expect((await post(app, `${own}/shut-down`, {})).statusCode).toBe(422);
  expect((await app.inject(own)).statusCode).toBe(200);
  const done = await post(app, `${own}/shut-down`, { sure: 'yes' });
  expect([done.statusCode, done.body.includes('It is done'), tellsOfDeals(done.body)]).toEqual([200, true, []]);
  for (const again of [await post(app, `${own}/shut-down`, { sure: 'yes' }), await app.inject(own), await app.inject(`${own}/data.json`)]) expect(again.statusCode).toBe(404);
  await importMore(files);
  await expect(workspace.people.profile('C-1', systemPrincipal)).rejects.toMatchObject({ code: 'not_found' });
  expect((await workspace.sql('SELECT name FROM contacts')).rows.flat()).toEqual(['Ivo Brandt']);
  expect(await workspace.people.consentOverview()).toMatchObject({ recalled: 1, records: { contacts: 1 } });
  expect((await application.audit(20)).find(({ what }) => what === 'person forgotten')).toMatchObject({ by: 'whoever holds the link' });
  expect((await app.inject(other)).body).toContain('ivo@example.com');
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkHolder, systemPrincipal, type PersonPage, type Principal } from '../../src/model/index.ts';
import { admin } from '../../src/model/testing.ts';
import { importSet, type ImportedSet } from '../product/imported-set.ts';
import { personFiles, tellsOfDeals } from './person-files.ts';

let set: ImportedSet;
beforeAll(async () => { set = await importSet(personFiles()); }, 180_000);
afterAll(() => set.close());

const ann: Principal = { kind: 'user', user: admin };
const people = () => set.workspace.people;
const keyOf = async (id: string): Promise<string> => (await people().person(id)).id;
const valueOf = (page: Pick<PersonPage, 'facts'>, field: string): string | undefined => page.facts.find((fact) => fact.field === field)?.value;
const names = async (): Promise<unknown[]> => (await set.workspace.sql('SELECT name FROM contacts ORDER BY name')).rows.flat();

test('a profile says what is held, from where, since when, and what is concluded from it', async () => {
  const page = await people().profile('C-1', ann);
  expect(page).toMatchObject({ title: 'Rosa Dahl', account: { id: 'A-1', name: 'Borwood Tools' }, readable: { purpose: 'analyse', allowed: true } });
  expect(page.records).toMatchObject([{ kind: 'contact', files: ['contacts.csv'] }]);
  expect(page.facts.find(({ field }) => field === 'email')).toMatchObject({ value: 'rosa@example.com', means: 'E-mail address', personal: true, source: 'files', correctable: true, correctedAt: null });
  expect(page.facts.find(({ field }) => field === 'Newsletter')).toMatchObject({ value: 'yes', further: true });
  expect(page.touches).toMatchObject({ count: 8 });
  expect(Object.fromEntries(page.inferences.map(({ id, value }) => [id, value]))).toMatchObject({ company: 'Borwood Tools', takes_part: '8 purchases', touches: expect.stringContaining('8 times') });
  for (const one of page.inferences) expect(one.rule.length * one.from.length * one.use.length).toBeGreaterThan(0);
});

test('every read is written down and shown, with who, what for and how often', async () => {
  await people().profile('C-2', ann);
  await people().profile('C-2', ann);
  await people().ownPage(await keyOf('C-2'), 'own page');
  const { reads } = await people().profile('C-2', systemPrincipal);
  expect(reads.map(({ by, what, purpose, times }) => [by, what, purpose, times]).sort()).toEqual([
    ['ann@example.com', 'profile', 'analyse', 2], ['command line', 'profile', 'analyse', 1], ['whoever holds the link', 'own page', 'store', 1],
  ]);
});

test('the person\'s own page holds the same without anything of a deal', async () => {
  const own = await people().ownPage(await keyOf('C-1'), 'copy taken along');
  expect(valueOf(own, 'email')).toBe('rosa@example.com');
  expect(own.heldBack).toBe(2);
  expect(own.inferences.find(({ id }) => id === 'takes_part')).toMatchObject({ value: null });
  expect(tellsOfDeals(JSON.stringify(own))).toEqual([]);
  expect(tellsOfDeals(JSON.stringify(await people().ownPage(await keyOf('L-1'), 'own page')))).toEqual([]);
  expect(tellsOfDeals(JSON.stringify(await people().profile('C-1', ann)))).not.toEqual([]);
});

test('whoever refuses to be analysed is found by id, with keys, dates and words alone, and still sees everything', async () => {
  await people().setConsent('C-2', { purpose: 'analyse', statement: 'object', wording: 'Leave me out.' }, linkHolder);
  const page = await people().profile('C-2', ann);
  expect(page).toMatchObject({ title: page.id, readable: { allowed: false }, facts: [], inferences: [], asked: [], touches: { count: 0 }, account: null, ledger: [{ wording: 'Leave me out.', by: null }] });
  expect(page.records).toMatchObject([{ updatedAt: null, files: [] }]);
  expect(JSON.stringify(page)).not.toContain('Ivo');
  expect(valueOf(await people().ownPage(page.id, 'own page'), 'name')).toBe('Ivo Brandt');
  const listed = await people().list({});
  expect(listed.rows.map(({ id, name, refuses }) => [id.split(':')[2], name, refuses])).toEqual([['C-2', null, ['analyse', 'predict', 'personalise']], ['L-1', 'R. Dahl', []], ['C-1', 'Rosa Dahl', []]]);
  expect((await people().list({ refusing: true })).rows).toHaveLength(1);
  expect((await people().list({ search: 'ivo' })).rows).toEqual([]);
  expect((await people().list({ search: 'C-2' })).rows).toHaveLength(1);
  await people().setConsent('C-2', { purpose: 'analyse', statement: 'grant' }, systemPrincipal);
});

test('a list goes on where its page ended, and holds everybody once', async () => {
  const first = await people().list({ limit: 2 });
  const second = await people().list({ limit: 2, cursor: first.next as string });
  expect([...first.rows, ...second.rows].map(({ name, account }) => [name, account])).toEqual([['Ivo Brandt', 'Borwood Tools'], ['R. Dahl', 'Borwood'], ['Rosa Dahl', 'Borwood Tools']]);
  expect(second.next).toBeNull();
});

test('joined records are one profile under either id; a link made for one of them survives both joining and parting', async () => {
  const key = await keyOf('L-1');
  await set.workspace.identity.say('C-1', 'L-1', 'same', ann);
  const page = await people().profile('L-1', ann);
  expect(page.records.map((record) => record.kind).sort()).toEqual(['contact', 'lead']);
  expect(page.inferences.find(({ id }) => id === 'same_person')).toMatchObject({ value: '2 records' });
  expect((await people().list({ search: 'dahl' })).rows).toMatchObject([{ id: page.id, records: 2 }]);
  expect((await people().ownPage(key, 'own page')).records).toHaveLength(2);
  await set.workspace.identity.say('C-1', 'L-1', 'different', ann);
  expect((await people().ownPage(key, 'own page')).records.map((record) => record.key)).toEqual([key]);
});

test('all together: how many records allow what, and what was said last', async () => {
  const before = await people().consentOverview();
  expect(before.records).toEqual({ contacts: 2, inquiries: 1 });
  await people().setConsent('C-1', { purpose: 'contact', statement: 'grant', source: 'a form' }, ann);
  await people().setConsent('L-1', { purpose: 'store', statement: 'object' }, ann);
  const overview = await people().consentOverview();
  expect(Object.fromEntries(overview.purposes.map(({ purpose, allowed, refused }) => [purpose, [allowed, refused]]))).toEqual({ store: [2, 1], analyse: [2, 1], predict: [2, 1], personalise: [0, 3], contact: [1, 2], share: [0, 3] });
  expect(overview.ledger[0]).toMatchObject({ statement: 'object', purpose: 'store' });
  expect(overview.sources).toMatchObject([{ source: 'files', records: 3 }]);
  await people().setConsent('L-1', { purpose: 'store', statement: 'grant' }, ann);
});

test('a correction is a wish that an admin approves; then every read has it, and no later import of the old value undoes it', async () => {
  const key = await keyOf('C-1');
  const wish = { record: key, field: 'title', to: 'Head of purchasing' };
  const asked = await people().askCorrection(key, wish);
  expect([(await people().askCorrection(key, wish)).id, asked.state, asked.from]).toEqual([asked.id, 'open', 'Buyer']);
  await expect(people().decideCorrection(asked.id, { says: 'approve' }, { kind: 'user', user: { ...admin, role: 'member' } })).rejects.toMatchObject({ code: 'not_allowed' });
  expect(valueOf(await people().profile('C-1', ann), 'title')).toBe('Buyer');
  await people().decideCorrection(asked.id, { says: 'approve', reason: 'You know best.' }, ann);
  await people().decideCorrection(asked.id, { says: 'approve' }, ann);
  await expect(people().decideCorrection(asked.id, { says: 'decline' }, ann)).rejects.toMatchObject({ code: 'conflict' });
  const title = async () => (await set.workspace.sql("SELECT title FROM contacts WHERE record_id = 'C-1'")).rows.flat();
  expect(await title()).toEqual(['Head of purchasing']);
  expect((await set.workspace.account('A-1', {})).people.find(({ id }) => id === 'C-1')?.title).toBe('Head of purchasing');
  const page = await people().profile('C-1', ann);
  expect(page.facts.find(({ field }) => field === 'title')).toMatchObject({ value: 'Head of purchasing', correctedAt: expect.any(String) });
  expect(page.facts.find(({ field }) => field === 'email')).toMatchObject({ value: 'rosa@example.com', correctedAt: null });

  const again = await set.importMore(personFiles());
  expect(again.receipt?.tables.find(({ kind }) => kind === 'contact')).toMatchObject({ rowsChanged: 0, rowsUnchanged: 2 });
  expect(await title()).toEqual(['Head of purchasing']);
  const later = await set.importMore(personFiles({ title: 'Managing director' }));
  expect(await title()).toEqual(['Managing director']);
  await set.workspace.undoImport(later.id, ann);
  expect(await title()).toEqual(['Head of purchasing']);
}, 120_000);

test('a value can be taken away, a further column corrected, a wish declined; only what is shown can be corrected', async () => {
  const key = await keyOf('C-2');
  const ask = async (field: string, to: string | null) => people().askCorrection(key, { record: key, field, to });
  await people().decideCorrection((await ask('email', null)).id, { says: 'approve' }, ann);
  await people().decideCorrection((await ask('Newsletter', 'yes')).id, { says: 'approve' }, ann);
  const declined = await people().decideCorrection((await ask('name', 'Ivo Brand')).id, { says: 'decline', reason: 'Your passport says otherwise.' }, ann);
  expect(declined).toMatchObject({ state: 'declined', reason: 'Your passport says otherwise.' });
  const own = await people().ownPage(key, 'own page');
  expect([valueOf(own, 'email'), valueOf(own, 'Newsletter'), valueOf(own, 'name')]).toEqual([undefined, 'yes', 'Ivo Brandt']);
  for (const field of ['accountId', 'createdAt', 'Discount agreed', 'Sales notes', '__proto__']) await expect(ask(field, 'x')).rejects.toMatchObject({ code: 'bad_request' });
  await expect(people().askCorrection(key, { record: await keyOf('C-1'), field: 'name', to: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  expect(await names()).toEqual(['Ivo Brandt', 'Rosa Dahl']);
});

test('a corrected record goes with the import that brought it, and comes back with it', async () => {
  const files = personFiles();
  writeFileSync(join(files, 'contacts.csv'), 'Contact ID,Full Name,Email,Job Title,Account ID\nC-77,Una Vega,una@example.com,Buyer,A-1\n');
  const brought = await set.importMore(files);
  const key = await keyOf('C-77');
  const { id } = await people().askCorrection(key, { record: key, field: 'name', to: 'Una Vega Ruiz' });
  await people().decideCorrection(id, { says: 'approve' }, ann);
  expect(await names()).toContain('Una Vega Ruiz');
  await set.workspace.undoImport(brought.id, ann);
  expect(await names()).toEqual(['Ivo Brandt', 'Rosa Dahl']);
  await set.importMore(files);
  expect(await names()).toContain('Una Vega Ruiz');
}, 120_000);

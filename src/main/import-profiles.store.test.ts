import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { profileFormats, profileSchema, systemPrincipal, type Profile, type Workspace } from '../model/index.ts';
import { readProfile, writeProfile } from '../acquire/index.ts';
import { HouseApplication } from './application.ts';
import { configurationFrom } from './configuration.ts';
import { openHouse } from './house.ts';
import { openAccess } from './open-access.ts';

let [folder, workspace] = ['', undefined as unknown as Workspace];
let application: HouseApplication;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hindcast-profiles-'));
  const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: folder }, folder), now: Date.now, newId: randomUUID, log: () => undefined });
  application = new HouseApplication(house, house.analyst, openAccess(house, randomBytes), { runsJobsItself: true });
  workspace = await application.workspace('main');
}, 60_000);
afterAll(async () => {
  await application.close();
  await rm(folder, { recursive: true, force: true });
});

const person = (id: string, more: object = {}): Profile => profileSchema.parse({
  id, traits: { name: `Jo Falk ${id}`, email: `jo.${id}@northmill.example`, phone: '+46 8 100 200', title: 'Buyer', company: 'Northmill' }, custom: { region: 'north' }, accounts: [{ id: 'A-1', name: 'Northmill' }], ...more,
});
const exported = async (id: string, format: (typeof profileFormats)[number] = 'json') => {
  const read = readProfile((await workspace.people.exportProfile(id, { format }, systemPrincipal)).profile, format);
  if (read.kind !== 'read') throw new Error(read.says);
  return read.profile;
};
const load = (text: string, format: (typeof profileFormats)[number], source: string) => workspace.importProfiles({ source, format, text }, systemPrincipal);

test.each(profileFormats)('a profile goes in as %s and comes out again with what it said', async (format) => {
  const [id, source] = [`P-${format}`, `from-${format}`];
  const given = person(id, { consents: [{ purpose: 'contact', state: 'granted', wording: 'You may write to me.' }, { purpose: 'predict', state: 'denied' }] });
  expect(await load(JSON.stringify(writeProfile(given, format)), format, source)).toMatchObject({ profiles: 1, refused: 0, consents: 2, consentsPassedOver: 0, run: { state: 'done', taken: 2 } });
  const back = await exported(id, format);
  expect([back.traits, back.custom, back.accounts.map((account) => [account.id, account.name])]).toEqual([given.traits, given.custom, [['A-1', 'Northmill']]]);
  expect(back.consents.map(({ purpose, state, wording }) => [purpose, state, wording]).sort()).toEqual([['contact', 'granted', 'You may write to me.'], ['predict', 'denied', null]]);
  const again = await exported(id);
  expect(await load(JSON.stringify({ ...again, id }), 'json', source)).toMatchObject({ consents: 0, consentsPassedOver: 2, run: { taken: 0 } });
}, 30_000);

test('an old yes does not undo a no, who refuses to be analysed is in no read, who was forgotten stays so, and what is no profile is told', async () => {
  const granted = person('P-9', { consents: [{ purpose: 'contact', state: 'granted', wording: 'Yes.' }] });
  await load(JSON.stringify(granted), 'json', 'desk');
  await workspace.people.setConsent('contact:desk:P-9', { purpose: 'contact', statement: 'object' }, systemPrincipal);
  const lines = [granted, person('P-10', { consents: [{ purpose: 'analyse', state: 'denied' }, { purpose: 'other', state: 'granted' }] })].map((one) => JSON.stringify(one));
  expect(await load(`${lines.join('\n')}\n{"id":""}\nnonsense`, 'json', 'desk')).toMatchObject({ profiles: 2, refused: 2, firstRefused: [{ line: 3 }, { line: 4, why: 'not valid JSON' }], consents: 1, consentsPassedOver: 2 });
  expect((await exported('contact:desk:P-9')).consents).toMatchObject([{ purpose: 'contact', state: 'denied' }]);
  expect(JSON.stringify(await workspace.people.list({}))).not.toContain('Jo Falk P-10');
  await workspace.people.recall('contact:desk:P-9', systemPrincipal);
  expect(await load(JSON.stringify(granted), 'json', 'desk')).toMatchObject({ consents: 0, consentsPassedOver: 1 });
  await expect(workspace.people.person('contact:desk:P-9')).rejects.toMatchObject({ code: 'not_found' });
  await workspace.live.create({ name: 'tap', kind: 'singer' }, systemPrincipal);
  await expect(load(JSON.stringify(granted), 'json', 'tap')).rejects.toMatchObject({ code: 'conflict' });
}, 60_000);

import { afterAll, beforeAll, expect, test } from 'vitest';
import { readProfile } from '../../src/acquire/index.ts';
import { profileFormats, systemPrincipal, type Principal } from '../../src/model/index.ts';
import { admin } from '../../src/model/testing.ts';
import { importSet, type ImportedSet } from '../product/imported-set.ts';
import { dealCanary, personFiles } from './person-files.ts';

let set: ImportedSet;
beforeAll(async () => { set = await importSet(personFiles()); }, 180_000);
afterAll(() => set.close());

const ann: Principal = { kind: 'user', user: admin };
const people = () => set.workspace.people;

test('a profile leaves in each format, and each reads back as the same person', async () => {
  const read = await Promise.all(profileFormats.map(async (format) => readProfile(JSON.parse(JSON.stringify((await people().exportProfile('C-1', { format }, ann)).profile)), format)));
  expect(read[0]).toMatchObject({ kind: 'read', profile: { traits: { name: 'Rosa Dahl', email: 'rosa@example.com' }, accounts: [{ id: 'A-1', name: 'Borwood Tools' }], custom: { Newsletter: 'yes' } } });
  for (const one of read) expect(one).toEqual(read[0]);
});

test('the read is written down, and the person sees it', async () => {
  await people().exportProfile('C-2', { format: 'json' }, ann);
  expect((await people().profile('C-2', systemPrincipal)).reads).toContainEqual(expect.objectContaining({ by: 'ann@example.com', what: 'profile exported', purpose: 'analyse' }));
});

test('it goes to others only with a grant of share, and then without anything of a purchase', async () => {
  const forOthers = { format: 'json' as const, readers: ['Analytics'] };
  await expect(people().exportProfile('L-1', forOthers, ann)).rejects.toMatchObject({ code: 'not_allowed' });
  expect((await people().profile('L-1', systemPrincipal)).reads).not.toContainEqual(expect.objectContaining({ what: 'profile exported' }));
  await people().setConsent('L-1', { purpose: 'share', statement: 'grant', wording: 'Yes, to partners.' }, ann);
  const { profile } = await people().exportProfile('L-1', forOthers, ann);
  expect(profile).toMatchObject({ traits: { name: 'R. Dahl' }, consents: [{ purpose: 'share', state: 'granted', wording: 'Yes, to partners.' }] });
  const own = Object.keys((await people().exportProfile('L-1', { format: 'json' }, ann)).profile['custom'] as object);
  expect(own).toContain('converted');
  expect(Object.keys(profile['custom'] as object)).not.toContain('converted');
  expect(JSON.stringify(profile)).not.toContain(dealCanary);
});

test('of whoever refuses to be analysed leave keys and what was said alone', async () => {
  await people().setConsent('C-1', { purpose: 'analyse', statement: 'object' }, ann);
  const { profile } = await people().exportProfile('C-1', { format: 'json' }, ann);
  expect(profile).toMatchObject({ traits: {}, custom: {}, accounts: [], consents: [{ purpose: 'analyse', state: 'denied' }] });
  expect(JSON.stringify(profile)).not.toMatch(/Rosa|rosa@/);
});

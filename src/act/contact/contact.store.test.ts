import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../model/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { Store, type WorkspaceStore } from '../../store/index.ts';
import { contactRulesAt, decideContact, dialOf, setContactRules, setDial } from '../index.ts';

const engines = withEngines();
let store: Store;
let workspace: WorkspaceStore;
beforeAll(async () => {
  store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  workspace = await store.createWorkspace('contact', false);
});
afterAll(() => store.jobs.stop());

const begin = Date.parse('2026-03-03T10:00:00Z');
const day = 86_400_000;
const ann: Person = { id: 'contact:crm:C-1', records: ['contact:crm:C-1', 'lead:crm:L-1'] };
const person = (said: 'person' | 'company', now: number) => ({ saidBy: said, by: null, now });
const book = (at: number, who: Person = ann) => decideContact(workspace.state, who, { channel: 'mail', about: 'sales', at, book: true }, { by: null, now: at });

test('of twenty writers at the same time, as many are answered yes as the cap allows', async () => {
  const everybody: Person = { id: 'contact:crm:C-9', records: ['contact:crm:C-9'] };
  const open = { caps: [{ channel: 'any', about: 'any', per: 'day', most: 3 }], minGapMinutes: 0, quietFrom: '00:00', quietTo: '00:00', weekdaysOnly: false } as const;
  await setContactRules(workspace.state, { normal: { ...open, caps: [...open.caps] } }, 'ann@example.com', begin - day);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => book(begin + index * 60_000, everybody)));
  expect(answers.filter(({ allowed }) => allowed)).toHaveLength(3);
  expect(answers.find(({ allowed }) => !allowed)).toMatchObject({ reason: 'cap' });
});

test('a word holds for every record of the person, and the company stays within it', async () => {
  await setDial(workspace.state, ann, { level: 'quiet', timeZone: 'Europe/Berlin' }, person('person', begin));
  await expect(setDial(workspace.state, ann, { level: 'normal', about: 'sales' }, person('company', begin + 1))).rejects.toThrow('This person allows "quiet"');
  expect(await dialOf(workspace.state, { id: 'lead:crm:L-1', records: ['contact:crm:C-1', 'lead:crm:L-1'] }, begin + 2)).toMatchObject({ timeZone: 'Europe/Berlin', levels: [{ level: 'quiet' }, { level: 'quiet' }, { level: 'quiet' }] });
  expect((await book(begin)).allowed).toBe(true);
  expect(await book(begin + day)).toMatchObject({ allowed: false, reason: 'cap', next: new Date(begin + 7 * day).toISOString() });
});

test('what stood on an earlier day can be read as it stood', async () => {
  await setDial(workspace.state, ann, { level: 'eager' }, person('person', begin + 10 * day));
  expect((await dialOf(workspace.state, ann, begin + 9 * day)).levels[0]?.level).toBe('quiet');
  expect((await dialOf(workspace.state, ann, begin + 10 * day)).levels[0]?.level).toBe('eager');
  expect([(await contactRulesAt(workspace.state, begin - 2 * day)).version, (await contactRulesAt(workspace.state, begin)).version]).toEqual([1, 2]);
});

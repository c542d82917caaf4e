import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { setConsent } from '../../acquire/index.ts';
import { systemPrincipal } from '../../model/index.ts';
import { activitiesIn, knowCompanies, leftOutIn, withLiveSources, type OpenedLive } from './testing.ts';

const { folder, opened } = withLiveSources();
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
const calendar = (...events: readonly (readonly string[])[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flatMap((lines, index) => ['BEGIN:VEVENT', `UID:m${index}`, ...lines, 'END:VEVENT']), 'END:VCALENDAR'].join('\r\n');
const at = (days: number, hour = '10'): string => `DTSTART:${day(days)}T${hour}0000Z`;
const from = 'ORGANIZER:mailto:jane@ours.example';
const to = (address: string, answer = 'ACCEPTED'): string => `ATTENDEE;CN=Somebody Somewhere;PARTSTAT=${answer}:mailto:${address}`;
const consent = (live: OpenedLive['live'], more: object = {}) => live.sayMailbox({ owner: 'jane@ours.example', statement: 'given', wording: 'Who meets whom, and when.', source: 'signed form', ...more }, systemPrincipal);

const meetings = calendar(
  [at(-10), `DTEND:${day(-10)}T104500Z`, 'CREATED:20260101T000000Z', 'SUMMARY:Price of pump 7', from, to('bo@acme.example'), to('cy@acme.example', 'TENTATIVE'), to('jane@ours.example')],
  [at(-9), `CREATED:${day(-5)}T080000Z`, from, to('di.brix@gmail.com')], [at(-8), from, to('somebody@acme.example')], [at(-7), from, to('zed@elsewhere.example')],
  [at(-6), 'STATUS:CANCELLED', from, to('bo@acme.example')], [at(-6), 'CLASS:PRIVATE', from, to('bo@acme.example')], [at(-6), from, to('bo@acme.example', 'DECLINED')], [at(-6), from, to('jane@ours.example', 'DECLINED'), to('bo@acme.example')],
  [at(5), from, to('bo@acme.example')], [at(-6), from, to('ann@ours.example')], [at(-6), from, to('mum@gmail.com')], [at(-6), from, to('new@newco.example')], [at(-6), from, to('bo@rival.example')], [at(-500), from, to('bo@acme.example')], [at(-6)],
);

test('without consent nothing is read; with it, meetings with people who are known become activities, and everything else is counted', async () => {
  const one = await opened('calendar');
  await knowCompanies(one);
  const { live, workspace } = one;
  const file = path.join(folder(), 'jane.ics');
  await writeFile(file, meetings);
  await live.create({ name: 'jane', kind: 'ics', settings: { owner: 'jane@ours.example', file, exclude: 'rival.example' } }, systemPrincipal);
  expect(await live.run('jane', {}, systemPrincipal)).toMatchObject({ state: 'failed', records: 0, error: expect.stringContaining('has not consented') });
  await expect(live.preview('jane', {}, systemPrincipal)).rejects.toThrow('has not consented');
  await consent(live);

  const preview = await live.preview('jane', {}, systemPrincipal);
  expect(preview).toMatchObject({ streams: [{ stream: 'crm', kind: 'activity', records: 6 }], problems: 0 });
  expect(await activitiesIn(workspace)).toEqual([]);
  const run = await live.run('jane', {}, systemPrincipal);
  expect(run).toMatchObject({ state: 'done', records: 6, taken: 5, rejected: 0, notes: preview.notes });
  expect(run.notes[0]).toBe('meetings looked at: 15, taken: 4, left out: 11');
  expect(leftOutIn(run.notes)).toEqual({ cancelled: 1, 'marked private or confidential': 1, declined: 2, 'not begun yet': 1, 'between colleagues alone': 2, 'with private addresses alone': 1, 'with nobody known': 1, 'on the exclusion list': 1, 'before the first day to be read': 1 });
  const held = await activitiesIn(workspace);
  expect(held.map(({ source, type, owner, account, contact, subject }) => [source, type, owner, account, contact, subject])).toEqual([
    ['crm', 'Meeting', 'jane@ours.example', 'A-1', 'C-1', null], ['crm', 'Meeting', 'jane@ours.example', null, 'C-2', null],
    ['crm', 'Meeting', 'jane@ours.example', 'A-2', 'C-3', null], ['crm', 'Meeting', 'jane@ours.example', 'A-1', null, null], ['crm', 'Meeting', 'jane@ours.example', null, 'C-4', null],
  ]);
  // Written down after it took place: not known before.
  expect(held.map(({ recorded }) => recorded !== null)).toEqual([false, false, true, false, false]);
  expect(held[0]?.attributes).toEqual({ minutes: '45' });
  expect(JSON.stringify(held)).not.toMatch(/Somebody|acme\.example|gmail|Price/);

  expect(await live.run('jane', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 0 });
  expect(await live.run('jane', { full: true }, systemPrincipal)).toMatchObject({ state: 'done', taken: 0 });
  await writeFile(file, meetings.replace('SUMMARY:Price of pump 7', 'STATUS:CANCELLED'));
  expect(await live.run('jane', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 2 });
  expect((await activitiesIn(workspace)).map(({ contact }) => contact)).toEqual(['C-3', null, 'C-4']);
  await live.sayMailbox({ owner: 'jane@ours.example', statement: 'withdrawn', source: 'mail' }, systemPrincipal);
  expect(await live.run('jane', {}, systemPrincipal)).toMatchObject({ state: 'failed', error: expect.stringContaining('withdrew') });
});

test('subjects only with consent to them; who refuses to be kept is not, and their colleague is', async () => {
  const one = await opened('consents');
  await knowCompanies(one);
  const { live, workspace } = one;
  const file = path.join(folder(), 'subjects.ics');
  await writeFile(file, calendar([at(-3), 'SUMMARY:Price of pump 7', from, to('bo@acme.example'), to('cy@acme.example')], [at(-2), from, to('bo@acme.example')], [at(-1), from, to('new@newco.example')]));
  await live.create({ name: 'jane', kind: 'ics', settings: { owner: 'jane@ours.example', file, subjects: 'keep', unknown: 'keep' } }, systemPrincipal);
  await consent(live);
  expect((await live.run('jane', {}, systemPrincipal)).error).toContain('not to subjects');
  await consent(live, { subjects: true });
  await setConsent(workspace, { id: 'contact:crm:C-1', records: ['contact:crm:C-1'], known: [{ key: 'contact:crm:C-1', kind: 'contact', source: 'crm', recordId: 'C-1', knownAt: Date.now() }] }, { purpose: 'store', statement: 'object', source: 'letter' }, null, Date.now());
  const run = await live.run('jane', {}, systemPrincipal);
  expect(leftOutIn(run.notes)).toEqual({ 'with people who refuse to be kept or were forgotten': 1 });
  expect((await activitiesIn(workspace)).map(({ source, account, contact, subject, attributes }) => [source, account, contact, subject, attributes['domain']])).toEqual([['crm', 'A-1', 'C-2', 'Price of pump 7', undefined], ['jane', null, null, null, 'newco.example']]);
});

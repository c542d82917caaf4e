import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountPage, SourcePreview, SourceRun } from '../../src/model/index.ts';
import { askHindcast, runHindcast, type CommandOptions } from '../product/command.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-calendar-'));
const options: CommandOptions = { dataFolder: join(folder, 'data') };
const ask = <T>(...words: string[]): Promise<T> => askHindcast<T>([...words, '--workspace', 'main'], options);
const live = <T>(...words: string[]): Promise<T> => askHindcast<T>(words, options);
let server: RunningHindcast;

beforeAll(async () => {
  const write = (name: string, ...lines: string[]): void => writeFileSync(join(folder, name), `${lines.join('\r\n')}\r\n`);
  write('accounts.csv', 'Account ID,Account Name,Website', 'A-1,Acme Pumps,acme.example', 'A-2,Brix,brix.example', 'A-3,Cole,cole.example');
  write('contacts.csv', 'Contact ID,Full Name,Email,Account ID,Created Date', 'C-1,Bo Acker,bo@acme.example,A-1,2026-01-05', 'C-2,Cy Acker,cy@acme.example,A-1,2026-01-06', 'C-3,Di Brix,di@brix.example,A-2,2026-01-07');
  const day = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const meeting = (uid: string, days: number, ...who: string[]): string[] => ['BEGIN:VEVENT', `UID:${uid}`, `DTSTART:${day(days)}T100000Z`, `DTEND:${day(days)}T110000Z`, 'SUMMARY:canary-subject', 'DESCRIPTION:canary-description', 'ORGANIZER:mailto:jane@ours.example', ...who.map((one) => `ATTENDEE:mailto:${one}`), 'END:VEVENT'];
  write('jane.ics', 'BEGIN:VCALENDAR', 'VERSION:2.0', ...meeting('a', 30, 'bo@acme.example'), ...meeting('b', 20, 'bo@acme.example', 'cy@acme.example'), ...meeting('c', 10, 'cy@acme.example'), 'END:VCALENDAR');
  server = await startHindcast({ ...options, demo: 'none' });
  const imported = await runHindcast(['import', join(folder, 'accounts.csv'), join(folder, 'contacts.csv'), '--source', 'crm', '--workspace', 'main', '--json'], options);
  if (imported.exitCode !== 0) throw new Error(imported.stderr + imported.stdout);
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const meetingsAt = async (account: string): Promise<number> => (await ask<AccountPage>('timeline', account)).timeline.filter(({ kind, title }) => kind === 'activity' && title === 'Meeting').length;

test('from the owner\'s consent to the account\'s timeline, and out again with the person who is forgotten', { timeout: 300_000 }, async () => {
  await live('source', 'create', 'jane', '--kind', 'ics', '--setting', 'owner=jane@ours.example', `file=${join(folder, 'jane.ics')}`);
  const refused = await runHindcast(['source', 'run', 'jane'], options);
  expect([refused.exitCode, refused.stdout]).toEqual([1, expect.stringContaining('has not consented')]);
  await live('mailbox', 'consent', 'jane@ours.example', '--wording', 'Whom I meet, and when.', '--source', 'signed form');
  expect((await live<SourcePreview>('source', 'preview', 'jane')).streams).toEqual([{ stream: 'crm', kind: 'activity', records: 4 }]);
  expect(await meetingsAt('A-1')).toBe(0);

  expect(await live<SourceRun>('source', 'run', 'jane')).toMatchObject({ taken: 4 });
  expect(await meetingsAt('A-1')).toBe(3);
  expect(JSON.stringify(await ask('timeline', 'A-1'))).not.toContain('canary');
  expect(await live<SourceRun>('source', 'run', 'jane')).toMatchObject({ taken: 0 });

  await ask('person', 'recall', 'C-1');
  // Two meetings were Bo's; the third is that of a colleague who stays.
  expect(await meetingsAt('A-1')).toBe(1);
  const again = await live<SourceRun>('source', 'run', 'jane', '--full');
  expect(again.notes.join()).toContain('people who refuse to be kept or were forgotten: 1');
  // The meeting with both is now that of the colleague alone; the one with Bo alone stays away.
  expect(await meetingsAt('A-1')).toBe(2);
  expect(JSON.stringify(await ask('timeline', 'A-1'))).not.toMatch(/C-1|Bo Acker/);
});

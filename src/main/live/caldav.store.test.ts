/** A calendar of a real Radicale as a live source, on real engines. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRadicale, startRadicale, type TestRadicale } from '../../acquire/sources/calendars/caldav/testing.ts';
import { systemPrincipal } from '../../model/index.ts';
import { activitiesIn, knowCompanies, withLiveSources } from './testing.ts';

describe.skipIf(!hasRadicale)('a calendar on a CalDAV server', () => {
  const { opened } = withLiveSources([{ host: '127.0.0.1', port: null }]);
  let server: TestRadicale;
  beforeAll(async () => { server = await startRadicale(); }, 30_000);
  afterAll(() => server.stop());

  test('is read only while its owner agrees, each meeting once, and its password is shown by nothing', async () => {
    const stamp = (days: number): string => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')}T100000Z`;
    const meeting = (days: number, ...more: string[]): string[] => [`DTSTART:${stamp(days)}`, 'SUMMARY:Price of pump 7', 'ORGANIZER:mailto:jane@ours.example', 'ATTENDEE:mailto:bo@acme.example', ...more];
    await server.makeCalendar('work');
    await server.put('work', 'one', meeting(-10));
    const one = await opened('caldav');
    await knowCompanies(one);
    const { live, workspace } = one;
    await live.create({ name: 'jane', kind: 'caldav', settings: { owner: 'jane@ours.example', url: server.url, user: server.user }, secrets: { password: server.password } }, systemPrincipal);
    expect(await live.run('jane', {}, systemPrincipal)).toMatchObject({ state: 'failed', records: 0, error: expect.stringContaining('has not consented') });
    await live.sayMailbox({ owner: 'jane@ours.example', statement: 'given', wording: 'Who meets whom, and when.', source: 'signed form' }, systemPrincipal);
    expect(await live.run('jane', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 1, notes: ['meetings looked at: 1, taken: 1, left out: 0'] });
    expect(await live.run('jane', {}, systemPrincipal)).toMatchObject({ state: 'done', records: 0 });
    await server.put('work', 'two', meeting(-5));
    await server.put('work', 'one', meeting(-10, 'STATUS:CANCELLED'));
    expect(await live.run('jane', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 2 });
    const held = await activitiesIn(workspace);
    expect(held.map(({ source, account, contact, subject }) => [source, account, contact, subject])).toEqual([['crm', 'A-1', 'C-1', null]]);
    expect(JSON.stringify([held, await live.health()])).not.toMatch(/acme\.example|Price|its password/);
    await live.sayMailbox({ owner: 'jane@ours.example', statement: 'withdrawn', source: 'mail' }, systemPrincipal);
    expect(await live.run('jane', {}, systemPrincipal)).toMatchObject({ state: 'failed', error: expect.stringContaining('withdrew') });
  });
});

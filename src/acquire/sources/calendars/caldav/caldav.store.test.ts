/** Calendars of a real Radicale. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowedHosts } from '../../../../net/index.ts';
import { Correspondents } from '../../correspondence/correspondents.ts';
import type { SourceMessage } from '../../source-kind.ts';
import { caldav } from './index.ts';
import { hasRadicale, startRadicale, type TestRadicale } from './testing.ts';

const known = new Correspondents({ contacts: [{ source: 'crm', contactId: 'C-1', email: 'bo@acme.example', accountId: 'A-1', accountName: null }], accounts: [], isWithheld: () => false, owners: new Set() });
const now = Date.UTC(2026, 6, 1, 12);
const with_ = ['ORGANIZER:mailto:jane@ours.example', 'ATTENDEE:mailto:bo@acme.example'];
const day = 86_400_000;

describe.skipIf(!hasRadicale)('a CalDAV server', () => {
  let server: TestRadicale;
  let cursors = new Map<string, unknown>();
  beforeAll(async () => {
    server = await startRadicale();
    await server.makeCalendar('work');
    await server.makeCalendar('Private');
    await server.put('work', 'past', ['DTSTART:20260610T100000Z', 'DTEND:20260610T110000Z', ...with_]);
    await server.put('work', 'weekly', ['DTSTART:20260605T080000Z', 'DTEND:20260605T083000Z', 'RRULE:FREQ=WEEKLY', ...with_]);
    await server.put('work', 'coming', ['DTSTART:20260703T100000Z', 'DTEND:20260703T110000Z', ...with_]);
    await server.put('work', 'old', ['DTSTART:20200610T100000Z', 'DTEND:20200610T110000Z', ...with_]);
    await server.put('Private', 'dentist', ['DTSTART:20260610T100000Z', 'DTEND:20260610T110000Z', ...with_]);
  }, 30_000);
  afterAll(() => server.stop());

  /** One run: what it tells, and the meetings' starts. Cursors are kept as a run keeps them. */
  async function read(at = now, { settings = {}, url = server.url, password = server.password, fresh = false }: { settings?: object; url?: string; password?: string; fresh?: boolean } = {}) {
    if (fresh) cursors = new Map();
    const own = caldav.settings.parse({ owner: 'jane@ours.example', url, user: server.user, ...settings });
    const context = { source: 'jane', secrets: { password }, cursors, signal: new AbortController().signal, folder: '/none', now: at, rules: { allowHosts: allowedHosts(server.host) }, correspondents: async () => known };
    const messages: SourceMessage[] = [];
    for await (const message of caldav.read(own, context)) messages.push(message);
    for (const message of messages) if (message.type === 'state') cursors.set(message.stream, message.value);
    const records = messages.flatMap((message) => (message.type === 'records' ? message.records : []));
    return { starts: records.map(({ values }) => String(values['at']).slice(0, 10)).sort(), removed: records.filter((record) => record.removed).length, notes: messages.flatMap((message) => (message.type === 'note' ? [message.text] : [])), messages };
  }

  test('calendars are found from the server\'s address alone; private ones are left out; a series is its meetings', async () => {
    const { starts, notes } = await read();
    expect(starts).toEqual(['2026-06-05', '2026-06-10', '2026-06-12', '2026-06-19', '2026-06-26']);
    expect(notes).toContain('calendars left out, private by their names: 1');
    expect(JSON.stringify([...cursors])).toContain('token');
  });

  test('the next run reads what changed alone, and what has begun since although it did not change', async () => {
    expect((await read()).starts).toEqual([]);
    await server.put('work', 'new', ['DTSTART:20260620T100000Z', 'DTEND:20260620T110000Z', ...with_]);
    expect((await read()).starts).toEqual(['2026-06-20']);
    expect((await read(now + 2.5 * day)).starts).toEqual(['2026-06-05', '2026-06-12', '2026-06-19', '2026-06-26', '2026-07-03', '2026-07-03']);
  });

  test('a meeting that is called off counts no more; one that vanished is said and stays', async () => {
    await server.put('work', 'past', ['DTSTART:20260610T100000Z', 'DTEND:20260610T110000Z', 'STATUS:CANCELLED', ...with_]);
    await server.remove('work', 'new');
    const { removed, notes } = await read(now + 2.5 * day);
    expect(removed).toBe(1);
    expect(notes).toContain('events that are in a calendar no more and stay here: 1');
  });

  test('a server that forgot where we were is read again as a whole', async () => {
    await server.forgetTokens('work');
    await server.put('work', 'newer', ['DTSTART:20260621T100000Z', 'DTEND:20260621T110000Z', ...with_]);
    const { starts, notes } = await read(now + 2.5 * day);
    expect(starts).toContain('2026-06-21');
    expect(notes.some((note) => note.includes('read again'))).toBe(true);
  });

  test('one calendar by its address, or by its name; a name that is not there says so', async () => {
    const one = await read(now, { url: `${server.url}jane/work/`, fresh: true });
    expect(one.starts).toContain('2026-06-12');
    expect((await read(now, { settings: { calendars: 'work' }, fresh: true })).starts).toEqual(one.starts);
    await expect(read(now, { settings: { calendars: 'Work' } })).rejects.toThrow('no calendar "Work"');
    expect((await read(now, { settings: { calendars: 'Private' }, fresh: true })).starts).toEqual([]);
  });

  test('a wrong password is said, and never tried for long', async () => {
    await expect(read(now, { password: 'wrong' })).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

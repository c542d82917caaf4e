import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasDovecot, startDovecot, type TestDovecot } from '../../acquire/sources/mail/testing.ts';
import { systemPrincipal } from '../../model/index.ts';
import { activitiesIn, knowCompanies, leftOutIn, withLiveSources, type OpenedLive } from './testing.ts';

const minuteMs = 60_000;
const ago = (minutes: number): Date => new Date(Math.trunc((Date.now() - minutes * minuteMs) / 1000) * 1000);
let ids = 0;
const body = 'The whole text, which nobody reads: canary-body.';

interface Written { readonly from: string; readonly to?: string; readonly cc?: string; readonly date?: Date | string; readonly id?: string; readonly more?: readonly string[] }
function mail({ from, to = 'Jane <jane@ours.example>', cc, date = ago(60), id = `<m${(ids += 1)}@x.example>`, more = [] }: Written): string {
  const when = typeof date === 'string' ? date : date.toUTCString();
  return [`From: ${from}`, `To: ${to}`, ...(cc === undefined ? [] : [`Cc: ${cc}`]), `Date: ${when}`, `Message-ID: ${id}`, 'Subject: =?UTF-8?Q?Price_of_pump_7_=E2=82=AC?=', ...more, '', body, ''].join('\n');
}

describe.skipIf(!hasDovecot)('mail boxes over IMAP (needs Dovecot: apt-get install dovecot-imapd)', () => {
  const { opened } = withLiveSources();
  let server: TestDovecot;
  let one: OpenedLive;
  beforeAll(async () => {
    server = await startDovecot();
    one = await opened('mail');
    await knowCompanies(one);
    await one.live.sayMailbox({ owner: 'jane@ours.example', statement: 'given', subjects: true, wording: 'Who writes to whom, and when.', source: 'signed form' }, systemPrincipal);
  });
  afterAll(() => server.stop());
  const create = (name: string, more: Record<string, string> = {}, secrets = server.secrets) =>
    one.live.create({ name, kind: 'imap', settings: { ...server.settings, owner: 'jane@ours.example', ...more }, secrets }, systemPrincipal);
  const run = (name: string, options = {}) => one.live.run(name, options, systemPrincipal);

  test('headers of known people become activities, once; everything else is counted, and the mail box stays as it was', async () => {
    const asked = mail({ from: '"Acker, Bo (bo@evil.example)" <Bo@Acme.example>', cc: 'cy@acme.example', date: ago(500), id: '<q1@acme.example>' });
    await server.deliver('', asked, ago(500));
    await server.deliver('Projects/Pumps', asked, ago(500), 'S');
    await server.deliver('Sent', mail({ from: 'jane@ours.example', to: 'bo@acme.example', cc: 'ann@ours.example', date: ago(400), more: ['In-Reply-To: <q1@acme.example>', 'References: <q1@acme.example>'] }), ago(400), 'S');
    await server.deliver('', mail({ from: 'di.brix@gmail.com', date: ago(300) }), ago(300));
    await server.deliver('', mail({ from: 'office@acme.example', date: ago(200) }), ago(200));
    // A clock far ahead does not put a message into the future.
    await server.deliver('', mail({ from: 'zed@elsewhere.example', date: new Date(Date.now() + 4e10) }), ago(100));
    for (const bulk of [['List-Id: <news.acme.example>'], ['Auto-Submitted: auto-replied'], ['Precedence: bulk']]) await server.deliver('', mail({ from: 'bo@acme.example', more: bulk }));
    await server.deliver('', mail({ from: 'No-Reply <no-reply@acme.example>' }));
    await server.deliver('', mail({ from: 'ann@ours.example' }));
    await server.deliver('', mail({ from: 'mum@gmail.com' }));
    await server.deliver('', mail({ from: 'new@newco.example' }));
    await server.deliver('', mail({ from: 'bo@rival.example' }));
    await server.deliver('', mail({ from: 'bo@acme.example', more: ['Sensitivity: Personal'] }));
    await server.deliver('Private', mail({ from: 'bo@acme.example' }));
    await server.deliver('Junk', mail({ from: 'bo@acme.example' }));

    await create('jane', { exclude: 'rival.example' });
    const preview = await one.live.preview('jane', {}, systemPrincipal);
    expect(preview.streams).toEqual([{ stream: 'crm', kind: 'activity', records: 6 }]);
    expect(await activitiesIn(one.workspace)).toEqual([]);
    const first = await run('jane');
    expect(first).toMatchObject({ state: 'done', error: null, records: 6, taken: 6, notes: preview.notes });
    expect(first.notes[0]).toBe('messages looked at: 16, taken: 5, left out: 11');
    expect(leftOutIn(first.notes)).toEqual({ 'bulk or automatic mail': 4, 'between colleagues alone': 1, 'in private folders': 1, 'marked private or confidential': 1, 'with private addresses alone': 1, 'on the exclusion list': 1, 'with nobody known': 1, 'seen before in this run': 1 });
    const held = await activitiesIn(one.workspace);
    expect(held.map(({ type, direction, owner, account, contact }) => [type, direction, owner, account, contact])).toEqual([
      ['E-mail', 'Inbound', 'jane@ours.example', 'A-1', 'C-1'], ['E-mail', 'Inbound', 'jane@ours.example', null, 'C-2'], ['E-mail', 'Outbound', 'jane@ours.example', 'A-1', 'C-1'],
      ['E-mail', 'Inbound', 'jane@ours.example', 'A-2', 'C-3'], ['E-mail', 'Inbound', 'jane@ours.example', 'A-1', null], ['E-mail', 'Inbound', 'jane@ours.example', null, 'C-4'],
    ]);
    // A question and its answer are one conversation.
    expect(held[0]?.attributes['conversation']).toBe(held[2]?.attributes['conversation']);
    expect(held.map(({ recorded }) => recorded)).toEqual(held.map(() => null));
    expect(Date.parse(`${held.at(-1)?.at ?? ''}Z`)).toBeLessThan(Date.now());
    expect(JSON.stringify(held)).not.toMatch(/canary-body|Price|acme\.example|gmail|newco|Acker/);
    // Nothing became read: what was new is new.
    expect((await server.filesIn('')).filter((file) => /:2,.*S/.test(file))).toEqual([]);

    expect(await run('jane')).toMatchObject({ state: 'done', records: 0, taken: 0 });
    await server.deliver('', mail({ from: 'cy@acme.example' }));
    expect(await run('jane')).toMatchObject({ state: 'done', records: 1, taken: 1 });
  });

  test('numbers that became others, another mail box with the same messages and a full run: nothing doubles', async () => {
    const before = await activitiesIn(one.workspace);
    await server.renumber('');
    const again = await run('jane');
    expect(again).toMatchObject({ state: 'done', taken: 0 });
    expect(again.notes.join()).toContain('built anew');
    await create('second-box');
    expect(await run('second-box')).toMatchObject({ state: 'done', taken: 0 });
    expect(await run('jane', { full: true })).toMatchObject({ state: 'done', taken: 0 });
    expect(await activitiesIn(one.workspace)).toEqual(before);
  });

  test('subjects, unknown companies and chosen folders by setting; folders, certificates, passwords and servers that are wrong say so', async () => {
    await server.deliver('Chosen', mail({ from: 'new@newco.example', date: ago(10) }));
    await create('chosen', { folders: 'Chosen', unknown: 'keep', subjects: 'keep' });
    expect(await run('chosen')).toMatchObject({ state: 'done', taken: 1 });
    expect((await activitiesIn(one.workspace)).filter(({ source }) => source === 'chosen').map(({ subject, contact, attributes }) => [subject, contact, attributes['domain']])).toEqual([['Price of pump 7 €', null, 'newco.example']]);
    const wrong = async (name: string, more: Record<string, string>, secrets = server.secrets): Promise<string | null> => {
      await create(name, more, secrets);
      return (await run(name)).error;
    };
    expect(await wrong('w1', { folders: 'Nowhere' })).toContain('no folder "Nowhere"');
    expect(await wrong('w2', { tls: 'verify', port: server.tlsPort })).toContain('cannot be trusted');
    expect(await wrong('w3', { tls: 'starttls' })).toContain('cannot be trusted');
    expect(await wrong('w4', {}, { password: 'wrong' })).toContain('does not take this user and password');
    expect(await wrong('w5', { port: '1' })).toContain('ECONNREFUSED');
    await expect(create('w6', {}, {})).rejects.toThrow('needs the secret');
  });

  test('consent withdrawn while a mail box is read: nothing more counts', async () => {
    await create('withdrawn', { folders: 'INBOX', since: '2020-01-01' });
    const before = await activitiesIn(one.workspace);
    await server.deliver('', mail({ from: 'bo@acme.example', date: ago(1) }));
    const running = one.live.run('withdrawn', { progress: () => { void one.live.sayMailbox({ owner: 'jane@ours.example', statement: 'withdrawn', source: 'mail' }, systemPrincipal); } }, systemPrincipal);
    expect(await running).toMatchObject({ state: 'failed', error: expect.stringContaining('withdrew') });
    expect(await activitiesIn(one.workspace)).toEqual(before);
  });
});

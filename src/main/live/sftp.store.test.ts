import { appendFileSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hasSshd, startSftp, type TestSftp } from '../../acquire/sources/sftp/testing.ts';
import { systemPrincipal } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { withLiveSources } from './testing.ts';

/** Against an OpenSSH server of Debian; skipped where there is none. */
describe.runIf(hasSshd)('a folder on an SFTP server', () => {
  const { opened } = withLiveSources();
  let server: TestSftp;
  beforeAll(async () => { server = await startSftp(); });
  afterAll(() => server.stop());

  const csv = (from: number, to: number): string => ['Deal ID,Deal Name,Stage,Amount,Created Date', ...Array.from({ length: to - from + 1 }, (_, index) => `D-${from + index},Deal ${from + index},${index % 3 === 0 ? 'Closed Won' : 'Proposal'},${100 + index}.50,2026-01-15`), ''].join('\n');
  const put = (name: string, text: string): void => writeFileSync(path.join(server.folder, name), text);
  const heldIn = async ({ facts }: WorkspaceStore): Promise<unknown> =>
    (await facts.query({ name: 'n', text: 'SELECT count() AS n, uniqExact(record_id) AS ids FROM deals', parameters: z.object({}), row: z.object({ n: z.coerce.number(), ids: z.coerce.number() }) }, {}))[0];

  test('nothing is read from a server whose key nobody confirmed, or that shows another one', async () => {
    const { live } = await opened('sf1');
    await live.create({ name: 'unknown', kind: 'sftp', settings: server.settings, secrets: server.secrets }, systemPrincipal);
    expect(await live.run('unknown', {}, systemPrincipal)).toMatchObject({ state: 'failed', error: expect.stringContaining(server.hostKey), todo: expect.stringContaining(`hostKey=${server.hostKey}`) });
    await live.create({ name: 'other', kind: 'sftp', settings: { ...server.settings, hostKey: `SHA256:${'A'.repeat(43)}` }, secrets: server.secrets }, systemPrincipal);
    expect(await live.run('other', {}, systemPrincipal)).toMatchObject({ state: 'failed', error: expect.stringContaining('not the one that was confirmed') });
    await live.create({ name: 'nobody', kind: 'sftp', settings: { ...server.settings, hostKey: server.hostKey }, secrets: { password: 'x' } }, systemPrincipal);
    expect(await live.run('nobody', {}, systemPrincipal)).toMatchObject({ state: 'failed', error: expect.stringContaining('authentication') });
  });

  test('each file counts once, when it no longer changes; links, unfinished names and what cannot be read hold up no other', async () => {
    const { live, workspace } = await opened('sf2');
    put('deals-2026-01.csv', csv(1, 40));
    put('broken.csv', '\0\0\0\0');
    put('deals-2026-02.csv.part', csv(900, 910));
    put('notes.txt', csv(800, 810));
    symlinkSync('/etc/passwd', path.join(server.folder, 'link.csv'));
    const growing = path.join(server.folder, 'deals-growing.csv');
    writeFileSync(growing, csv(100, 110));
    const grows = setInterval(() => appendFileSync(growing, `D-${Date.now()},x,Proposal,1,2026-01-15\n`), 100);
    await live.create({ name: 'exports', kind: 'sftp', settings: { ...server.settings, hostKey: server.hostKey, pattern: '*.csv*', afterwards: 'move:done' }, secrets: server.secrets }, systemPrincipal);
    const first = await live.run('exports', {}, systemPrincipal);
    clearInterval(grows);
    expect(first).toMatchObject({ state: 'done', records: 40, taken: 40, error: null });
    expect(first.notes.join(' ')).toContain('broken.csv');
    expect(readdirSync(server.folder)).toContain('deals-2026-01.csv');

    writeFileSync(growing, csv(100, 110));
    put('deals-again.csv', csv(1, 40));
    expect(await live.run('exports', {}, systemPrincipal)).toMatchObject({ state: 'done', records: 11, taken: 11 });
    expect(readdirSync(path.join(server.folder, 'done'))).toEqual(['broken.csv', 'deals-2026-01.csv']);
    expect(await heldIn(workspace)).toEqual({ n: 51, ids: 51 });
    renameSync(path.join(server.folder, 'deals-2026-02.csv.part'), path.join(server.folder, 'deals-2026-02.csv'));
    expect(await live.run('exports', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 11 });
    expect(await live.run('exports', {}, systemPrincipal)).toMatchObject({ state: 'done', records: 0 });
    expect(await heldIn(workspace)).toEqual({ n: 62, ids: 62 });
  });
});

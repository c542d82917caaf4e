import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasSshd, startSftp } from '../../src/acquire/sources/sftp/testing.ts';
import { askHindcast } from '../product/command.ts';
import { killLiveSource } from './kill-live-source.ts';
import { tapText } from './live-tap.ts';

test('a source whose reading is killed at any moment goes on from what counts: nothing lost, nothing doubled', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-live-kill-'));
  const options = { dataFolder: join(folder, 'data') };
  try {
    writeFileSync(join(folder, 'tap.mjs'), tapText);
    const records = 30_000;
    await askHindcast(['source', 'create', 'tap', '--kind', 'singer', '--setting', `command=${JSON.stringify([process.execPath, join(folder, 'tap.mjs'), String(records)])}`, 'batchRows=4000'], options);
    const found = await killLiveSource('tap', [{ atBatch: 3 }], options);
    expect(found).toMatchObject({ kills: 1, underWay: 1, seen: records, distinct: records, isNew: records, isChanged: 0 });
    // Neither records nor a configuration lie about after the process that was killed.
    expect(readdirSync(join(folder, 'data', 'live-sources'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.runIf(hasSshd)('files of an SFTP folder whose reading is killed in the middle count once each, all of them', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-sftp-kill-'));
  const options = { dataFolder: join(folder, 'data') };
  const server = await startSftp();
  try {
    const rowsAFile = 4_000;
    for (const file of [0, 1, 2]) {
      const rows = Array.from({ length: rowsAFile }, (_, index) => `A-${file * rowsAFile + index},D-${index % 100},call,About offer ${index % 977},inbound,Rep ${index % 23},2026-01-15 10:00:00`);
      writeFileSync(join(server.folder, `activities-2026-0${file + 1}.csv`), ['Activity ID,Deal ID,Type,Subject,Direction,Owner,Activity Date', ...rows, ''].join('\n'));
    }
    const settings = Object.entries({ ...server.settings, hostKey: server.hostKey, batchRows: '3000', 'as.activities': 'activity' }).map(([name, value]) => `${name}=${value}`);
    await askHindcast(['source', 'create', 'folder', '--kind', 'sftp', '--secret', 'privateKey', '--setting', ...settings], { ...options, env: { HINDCAST_SECRET_PRIVATEKEY: server.secrets['privateKey'] ?? '' } });
    const found = await killLiveSource('folder', [{ atBatch: 2 }], options);
    expect(found).toMatchObject({ kills: 1, underWay: 1, seen: 3 * rowsAFile, distinct: 3 * rowsAFile, isNew: 3 * rowsAFile, isChanged: 0 });
    expect(readdirSync(server.folder)).toHaveLength(3);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

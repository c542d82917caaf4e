import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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

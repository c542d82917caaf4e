import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
    const records = 40_000;
    await askHindcast(['source', 'create', 'tap', '--kind', 'singer', '--setting', `command=${JSON.stringify([process.execPath, join(folder, 'tap.mjs'), String(records)])}`, 'batchRows=4000'], options);
    const found = await killLiveSource('tap', [3_000, 4_500], options);
    expect(found).toMatchObject({ kills: 2, seen: records, distinct: records, isNew: records, isChanged: 0 });
    expect(found.underWay).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

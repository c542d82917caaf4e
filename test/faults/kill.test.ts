import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeExport } from '../product/crm-export.ts';
import { canSeeProcesses } from '../product/processes.ts';
import { faultsOf, killRound, victims } from './kill-round.ts';

const size = { deals: 300, activities: 20_000, seed: 11 };
const folder = mkdtempSync(join(tmpdir(), 'hindcast-kill-files-'));
let files: { deals: string; activities: string };

beforeAll(async () => { files = await writeExport(folder, size); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

test.skipIf(!canSeeProcesses).each(victims)('kill -9 of %s during an import loses nothing, doubles nothing and leaves nobody behind', { timeout: 240_000 }, async (victim) => {
  const round = victims.indexOf(victim) + 1;
  const result = await killRound({ files, ...size, victim, round, seed: 4700, killWithinMs: 4_000 });
  expect(faultsOf(result, size)).toEqual([]);
});

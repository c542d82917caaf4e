import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Kind } from '../model/index.ts';
import { planFiles, readMapped } from './index.ts';

const folder = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const sets = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name) : [];
const largestTable = 60_000;

test.runIf(sets.length === 0)('real data sets are not here: reading them was not tried', () => {
  expect(existsSync(folder)).toBe(false);
});

test.each(sets)('%s: everything is recognised or listed with a reason, and every row is here or in the rejects', async (set) => {
  const plan = await planFiles([path.join(folder, set)], { now: Date.UTC(2026, 0, 1) });
  expect(plan.tables.length).toBeGreaterThan(0);
  for (const table of plan.tables) {
    if (table.use === 'list') { expect(table.listedWhy).toBeTruthy(); continue; }
    if (table.rows > largestTable) continue;
    let rows = 0;
    for await (const item of readMapped({ ...table, kind: table.kind as Kind }, { plan })) if ('row' in item || item.reject.column === null) rows += 1;
    expect(rows, table.file).toBe(table.rows);
  }
});

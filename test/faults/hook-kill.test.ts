import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HookTotals, ImportAnswer } from '../../src/model/index.ts';
import { askHindcast } from '../product/command.ts';
import { chanceAt } from '../product/crm-export.ts';
import { canSeeProcesses, processesOn } from '../product/processes.ts';
import { startHindcast } from '../product/server.ts';
import { endProcess, killVictims, type Victim } from './kill-round.ts';

const key = 'k';
const mapping = { rules: [{ stream: 'invoices', kind: 'payment', id: '$.id', fields: { at: '$.at', amount: '$.amount' } }] };
const rounds: readonly Victim[] = ['worker', 'all'];
const loadMs = 1_500;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function deliver(url: string, id: string): Promise<boolean> {
  const body = JSON.stringify({ id, at: '2026-11-01', amount: 5 });
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}` };
  return fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(20_000) }).then((response) => response.status === 200, () => false);
}

test.skipIf(!canSeeProcesses)('kill -9 between receiving and reading: every delivery that was acknowledged becomes one record', { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-hook-kill-'));
  const dataFolder = join(folder, 'data');
  let server = await startHindcast({ dataFolder, demo: 'none' });
  try {
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
    const created = await askHindcast<{ source: { address: string } }>(['source', 'create', 'billing', '--kind', 'webhook', '--setting', 'signature=github', '--secret', 'key'], { dataFolder, env: { HINDCAST_SECRET_KEY: key } });
    await askHindcast(['source', 'mapping', 'billing', '--with', join(folder, 'mapping.json')], { dataFolder });
    const [acknowledged, refused] = [new Set<string>(), new Set<string>()];
    for (const [round, victim] of rounds.entries()) {
      const until = performance.now() + loadMs;
      const loading = Promise.all(Array.from({ length: 6 }, async (_, sender) => {
        for (let n = 0; performance.now() < until; n += 1) {
          const id = `${round}-${sender}-${n}`;
          const isTaken = await deliver(`${server.url}${created.source.address}`, id);
          (isTaken ? acknowledged : refused).add(id);
          if (!isTaken) await pause(50);
        }
      }));
      await pause((0.3 + 0.6 * chanceAt(4711, round)) * loadMs);
      killVictims(victim, dataFolder, server);
      await loading;
      if (victim === 'worker') continue;
      await server.stop();
      server = await startHindcast({ dataFolder, demo: 'none' });
    }
    for (const id of refused) while (!(await deliver(`${server.url}${created.source.address}`, id))) await pause(200);
    const all = acknowledged.size + refused.size;
    const totals = async (): Promise<HookTotals | undefined> => (await askHindcast<HookTotals[]>(['source', 'deliveries'], { dataFolder }))[0];
    await expect.poll(async () => (await totals())?.waiting, { timeout: 60_000, interval: 1_000 }).toBe(0);
    expect(await totals()).toMatchObject({ kept: all, waiting: 0, quarantined: 0 });
    const { rows } = await askHindcast<{ rows: number[][] }>(['sql', 'SELECT count(), uniqExact(record_id) FROM invoices', '--workspace', 'main'], { dataFolder });
    expect(rows[0]?.map(Number)).toEqual([all, all]);
    const imports = await askHindcast<ImportAnswer[]>(['imports', 'list', '--workspace', 'main'], { dataFolder });
    const tables = imports.flatMap(({ state, receipt }) => (state === 'done' ? receipt?.tables ?? [] : []));
    expect([tables.reduce((sum, { rowsNew }) => sum + rowsNew, 0), tables.reduce((sum, { rowsChanged }) => sum + rowsChanged, 0)]).toEqual([all, 0]);
    expect(acknowledged.size).toBeGreaterThan(20);
  } finally {
    await server.stop().catch(() => undefined);
    for (const left of processesOn(dataFolder)) endProcess(left);
    rmSync(folder, { recursive: true, force: true });
  }
});

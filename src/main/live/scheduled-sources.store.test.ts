import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../model/index.ts';
import { startScheduledSources } from './scheduled-sources.ts';
import { withLiveSources } from './testing.ts';

const { folder, opened, parts } = withLiveSources();

test('a source that hangs and one that fails hold up no third; failures are tried again later, and what hangs is ended', async () => {
  const { live } = await opened('queued');
  const tap = path.join(folder(), 'tap.mjs');
  await writeFile(tap, `
    const say = (message) => console.log(JSON.stringify(message));
    if (process.argv[2] === 'hang') { process.on('SIGTERM', () => undefined); await new Promise((resolve) => setTimeout(resolve, 600_000)); }
    if (process.argv[2] === 'fail') { console.error('the token has ended'); process.exit(2); }
    say({ type: 'SCHEMA', stream: 'deals', key_properties: ['id'], schema: { properties: {} } });
    for (let id = 0; id < 40; id += 1) say({ type: 'RECORD', stream: 'deals', record: { id, dealname: 'Deal ' + id, dealstage: 'Proposal', amount: 10, createdate: '2026-01-01' } });
  `);
  const scheduled = await startScheduledSources({ ...parts(), everyMs: 500 });
  try {
    for (const name of ['hang-1', 'hang-2', 'hang-3', 'hang-4', 'hang-5']) await live.create({ name, kind: 'singer', settings: { command: JSON.stringify([process.execPath, tap, 'hang']), silenceSeconds: '6' }, everyMinutes: 1 }, systemPrincipal);
    await live.create({ name: 'fails', kind: 'singer', settings: { command: JSON.stringify([process.execPath, tap, 'fail']) }, everyMinutes: 1 }, systemPrincipal);
    await live.create({ name: 'third', kind: 'singer', settings: { command: JSON.stringify([process.execPath, tap]) }, everyMinutes: 1 }, systemPrincipal);
    const of = async (name: string) => (await live.health()).find(({ source }) => source.name === name);
    await expect.poll(async () => (await of('third'))?.state, { timeout: 15_000, interval: 100 }).toBe('healthy');
    expect([(await of('third'))?.lastRecords, (await of('hang-1'))?.state]).toEqual([40, 'running']);
    const failing = await of('fails');
    expect(failing).toMatchObject({ state: 'failing', errorsInARow: 1, lastRun: { notes: ['the token has ended'] } });
    expect(Date.parse(failing?.nextTryAt ?? '')).toBeGreaterThan(Date.now() + 5_000);
    await expect.poll(async () => (await of('hang-3'))?.state, { timeout: 20_000, interval: 200 }).toBe('failing');
    expect((await of('hang-3'))?.error).toContain('said nothing for 6 seconds');
  } finally {
    await scheduled.stop();
  }
});

/** Far more than the server can store, and an engine that is away: senders are asked to come later, nothing acknowledged is lost, and soon all is well again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { flood } from '../../bench/collect/run-server.ts';
import { askHindcast } from '../product/command.ts';
import { canSeeProcesses, processesOn } from '../product/processes.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';
import { Traffic, untilReadable } from './collect-rounds.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-collect-flood-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const healthyWithinMs = 30_000;
/** More events than may wait, in requests that nobody holds back. */
const tooMuch = { size: 100, rate: 100_000, seconds: 4, mostConnections: 800 };

async function begin(name: string): Promise<{ dataFolder: string; server: RunningHindcast; writeKey: string }> {
  const dataFolder = join(folder, name);
  const server = await startHindcast({ dataFolder, demo: 'none' });
  const { writeKey } = await askHindcast<{ writeKey: string }>(['source', 'create', 'shop', '--workspace', 'main'], { dataFolder });
  return { dataFolder, server, writeKey };
}

/** Milliseconds until a batch is acknowledged again. */
async function untilTaken(server: RunningHindcast, traffic: Traffic): Promise<number> {
  const startedMs = performance.now();
  traffic.pending.push(traffic.newBatch());
  await traffic.repeatPending(server.url, healthyWithinMs);
  return performance.now() - startedMs;
}

test('a flood is answered with 429 and Retry-After, and what was acknowledged is there once', { timeout: 240_000 }, async () => {
  const { dataFolder, server, writeKey } = await begin('flood');
  const { acknowledged, statuses, withoutRetryAfter, unanswered, brokenConnections } = await flood(Number(new URL(server.url).port), writeKey, tooMuch);
  const traffic = new Traffic(writeKey);
  expect(await untilTaken(server, traffic)).toBeLessThan(healthyWithinMs);
  await server.stop();
  expect(Object.keys(statuses).filter((status) => !['200', '429', '503'].includes(status))).toEqual([]);
  expect(statuses).toMatchObject({ 200: expect.any(Number), 429: expect.any(Number) });
  expect({ withoutRetryAfter, unanswered, brokenConnections }).toEqual({ withoutRetryAfter: 0, unanswered: 0, brokenConnections: {} });
  const { accepted, messages } = await untilReadable(dataFolder);
  // What was refused was not sent again: nothing but what was acknowledged may be there.
  expect([accepted, messages.size]).toEqual([acknowledged + traffic.sent, acknowledged + traffic.sent]);
});

test.skipIf(!canSeeProcesses)('while an engine is away the answer is 503 with Retry-After', { timeout: 240_000 }, async () => {
  const { dataFolder, server, writeKey } = await begin('away');
  const traffic = new Traffic(writeKey);
  const loading = traffic.load(server.url, 4_000);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  for (const { pid } of processesOn(dataFolder).filter(({ role }) => role === 'facts engine')) process.kill(pid, 'SIGKILL');
  await loading;
  await traffic.repeatPending(server.url, healthyWithinMs);
  await server.stop();
  expect([...traffic.refusals.keys()].filter((answer) => answer !== '503 later')).toEqual([]);
  expect(traffic.refusals.get('503 later')).toBeGreaterThan(0);
  const { accepted, messages } = await untilReadable(dataFolder);
  expect([accepted, messages.size]).toEqual([traffic.sent, traffic.sent]);
});

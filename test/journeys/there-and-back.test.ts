import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHindcast, repository, runHindcast, type CommandOptions } from '../product/command.ts';
import { signIn, startHindcast, type RunningHindcast } from '../product/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-back-'));
const optionsOf = (name: string): CommandOptions => ({ dataFolder: join(folder, name), timeoutMs: 180_000 });
const main = ['--workspace', 'main'];
const decided = 'SELECT fact, action_id, reason, at_stake FROM decisions ORDER BY fact, action_id';
const said = "SELECT deal_id, reason FROM holding_reasons ORDER BY deal_id";
const waiting = ['delay', 'show', 'DEAL-001'];
const questions = [waiting, ['deals'], ['deals', '--as-of', '2025-03-31'], ['forecast'], ['leaks'], ['actions'], ['changes', '--since', '2025-06-30'], ['columns'], ['sql', decided], ['sql', said]] as const;

/** How long a statement took is no part of its answer. */
const withoutTimings = (answer: unknown): unknown => (typeof answer === 'object' && answer !== null && 'elapsedMs' in answer ? { ...answer, elapsedMs: 0 } : answer);

/** Answers to every question, by question; asked beside a running server so that the engines start once. */
async function answersOf(options: CommandOptions): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const question of questions) answers[question.join(' ')] = withoutTimings(await askHindcast([...question, ...main], options));
  return answers;
}

async function beside<T>(options: CommandOptions, work: (server: RunningHindcast) => Promise<T>): Promise<T> {
  const server = await startHindcast({ ...options, demo: 'none' });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** A verdict on the first action, what holds the second's deal, and a number for the quarter. */
async function decide(server: RunningHindcast): Promise<void> {
  const [first, second] = (await askHindcast<{ actions: Array<{ id: string; dealId: string }> }>(['actions', ...main], original)).actions;
  const [quarter] = await askHindcast<Array<{ quarter: string }>>(['forecast', ...main], original);
  const headers = { cookie: await signIn(server, original), 'content-type': 'application/json', 'x-hindcast': '1', 'sec-fetch-site': 'same-origin', origin: server.url };
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${server.url}/api/w/main/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  await post('decisions', { actionId: first?.id, verb: 'not_now', reason: 'after the holidays' });
  await post('holding', { dealId: second?.dealId, reason: 'waiting_on_us' });
  await post('deals/DEAL-001/delay', { input: 'old_costs_per_month', low: 100, likely: 200, high: 400, source: 'buyer_said' });
  await post('deals/DEAL-001/delay', { input: 'deadline', on: '2027-03-31', source: 'public', evidence: 'the law' });
  await post('calls', { quarter: quarter?.quarter, value: 1000 });
}

let before: Record<string, unknown>;
const original = optionsOf('original');
const exported = join(folder, 'exported');
const saved = join(folder, 'saved');

beforeAll(async () => {
  before = await beside(original, async (server) => {
    await askHindcast(['import', join(repository, 'examples', 'small-company'), ...main], original);
    await decide(server);
    await askHindcast(['export', exported, ...main], original);
    await askHindcast(['backup', saved], original);
    return answersOf(original);
  });
}, 240_000);
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

test('there is something to compare', () => {
  expect((before['deals'] as unknown[]).length).toBeGreaterThan(5);
  expect(JSON.stringify(before[`sql ${decided}`])).toContain('after the holidays');
  expect(JSON.stringify(before[`sql ${said}`])).toContain('waiting_on_us');
  expect(before[waiting.join(' ')]).toMatchObject({ cost: { inputs: 1 }, deadline: { on: '2027-03-31' } });
});

test('an export imports into an empty workspace, and every answer is identical', { timeout: 240_000 }, async () => {
  const copy = optionsOf('copy');
  const after = await beside(copy, async () => {
    await askHindcast(['import', exported, ...main], copy);
    return answersOf(copy);
  });
  expect(after).toEqual(before);
});

test('a backup restores into an empty folder, and every answer is identical', { timeout: 240_000 }, async () => {
  const restored = optionsOf('restored');
  await askHindcast(['restore', saved], restored);
  expect(await beside(restored, () => answersOf(restored))).toEqual(before);
});

test('importing the same files again changes nothing', { timeout: 240_000 }, async () => {
  const after = await beside(original, async () => {
    const receipt = await runHindcast(['import', join(repository, 'examples', 'small-company'), ...main, '--json'], original);
    expect(receipt.exitCode, receipt.stderr).toBe(0);
    return answersOf(original);
  });
  expect(after).toEqual(before);
});

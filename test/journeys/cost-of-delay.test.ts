import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActionsAnswer, DelayAnswer, PersonPage } from '../../src/model/index.ts';
import { askHindcast, repository, runHindcast, type CommandOptions } from '../product/command.ts';
import { signIn, startHindcast, type RunningHindcast } from '../product/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-delay-'));
const options: CommandOptions = { dataFolder: join(folder, 'data'), timeoutMs: 180_000 };
const main = ['--workspace', 'main'];
const company = join(folder, 'company');
const canary = 'Qzvxk Dahlmann';
const ask = <T>(words: readonly string[]): Promise<T> => askHindcast<T>([...words, ...main], options);
const set = (deal: string, input: string, values: readonly [string, string, string], ...more: string[]): Promise<DelayAnswer> =>
  ask(['delay', 'set', deal, input, '--low', values[0], '--likely', values[1], '--high', values[2], '--source', 'buyer_said', ...more]);
const show = (deal: string, ...more: string[]): Promise<DelayAnswer> => ask(['delay', 'show', deal, ...more]);

let server: RunningHindcast;
let deal: string;
let headers: Record<string, string>;
beforeAll(async () => {
  cpSync(join(repository, 'examples', 'small-company'), company, { recursive: true });
  writeFileSync(join(company, 'contacts.csv'), `Contact ID,Full Name,Email,Job Title,Account ID\nC-1,${canary},q@example.com,Buyer,ACC-001\n`);
  server = await startHindcast({ ...options, demo: 'none' });
  await ask(['import', company]);
  const { actions } = await ask<ActionsAnswer>(['actions']);
  deal = actions.find(({ kind }) => kind !== 'set_amount')?.dealId ?? '';
  headers = { cookie: await signIn(server, options), 'content-type': 'application/json', 'x-hindcast': '1', 'sec-fetch-site': 'same-origin', origin: server.url };
}, 240_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const send = (path: string, body: object): Promise<Response> => fetch(`${server.url}/api/w/main/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

test('until the buyer gave the inputs there is no number, only two things to ask', async () => {
  expect(await show(deal)).toMatchObject({ cost: null, inputs: [], ask: [{ input: 'losses_per_month' }, { input: 'share_removed' }] });
  const { stdout } = await runHindcast(['delay', 'show', deal, ...main], options);
  expect(stdout).toMatch(/^Not known\. Ask the buyer two things: what the problem costs a month, and how much of it would go away\./);
  await ask(['delay', 'set', deal, 'losses_per_month', '--low', '900', '--likely', '900', '--high', '900', '--source', 'our_guess']);
  expect(await show(deal)).toMatchObject({ cost: null, inputs: [{ source: 'our_guess', counts: false }] });
  expect((await runHindcast(['delay', 'show', 'no such deal', ...main], options)).exitCode).toBe(4);
});

test('what the buyer gave makes the number, from the day it was recorded on, with who said it', { timeout: 120_000 }, async () => {
  await set(deal, 'losses_per_month', ['3000', '4000', '6000'], '--contact', 'C-1', '--evidence', `${canary}, call of 12 November`, '--said-on', '2025-11-12');
  const answer = await set(deal, 'share_removed', ['50%', '0.6', '70%']);
  const perMonth = 30.436875;
  expect(answer.cost).toMatchObject({ currency: 'EUR', inputs: 2 });
  expect(answer.cost?.perDay.low).toBeCloseTo((3000 * 0.5) / perMonth, 9);
  expect(answer.cost?.perDay.likely).toBeCloseTo((4000 * 0.6) / perMonth, 9);
  expect(answer.cost?.perDay.high).toBeCloseTo((6000 * 0.7) / perMonth, 9);
  expect(answer.inputs[0]).toMatchObject({ input: 'losses_per_month', source: 'buyer_said', contact: { id: 'C-1', name: canary }, saidOn: '2025-11-12', counts: true });
  expect(await show(deal, '--as-of', '2025-12-31')).toMatchObject({ cost: null, inputs: [] });
});

test('amount, stage and close date of the deal change nothing', { timeout: 120_000 }, async () => {
  const before = await show(deal);
  const file = join(company, 'deals.csv');
  const [header = '', ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  const changedRow = (row: string): string => (row.startsWith(`${deal},`) ? row.split(',').map((cell, index) => ({ 6: 'Negotiation', 7: '987654.00', 10: '2027-12-31' })[index] ?? cell).join(',') : row);
  writeFileSync(file, [header, ...rows.map(changedRow), ''].join('\n'));
  await ask(['import', company]);
  const [now] = (await ask<Array<{ id: string; amount: number }>>(['deals'])).filter(({ id }) => id === deal);
  expect(now?.amount).toBe(987_654);
  expect(await show(deal)).toEqual(before);
});

test('who said it is not named while that person refuses; the input stays', { timeout: 120_000 }, async () => {
  const before = await show(deal);
  const told = (await ask<PersonPage>(['person', 'show', 'C-1'])).asked;
  expect(told).toMatchObject([{ dealId: deal, said: 'Losses: €4,000 (€3,000–6,000) a month', text: `${canary}, call of 12 November` }]);
  await ask(['consent', 'set', 'C-1', 'analyse', 'object']);
  const during = await show(deal);
  expect(JSON.stringify(during)).not.toMatch(/Qzvxk|C-1/);
  expect([during.cost, during.sentence]).toEqual([before.cost, before.sentence]);
  await ask(['consent', 'set', 'C-1', 'analyse', 'grant']);
  expect(await show(deal)).toEqual(before);
  await ask(['consent', 'set', 'C-1', 'store', 'object']);
  await ask(['export', join(folder, 'exported')]);
  const written = readFileSync(join(folder, 'exported', 'record', 'delay_facts.jsonl'), 'utf8');
  expect(written).toContain('losses_per_month');
  expect(written).not.toMatch(/Qzvxk|C-1/);
  expect((await runHindcast(['delay', 'set', deal, 'share_removed', '--low', '0.1', '--likely', '0.1', '--high', '0.1', '--source', 'buyer_said', '--contact', 'C-1', ...main], options)).exitCode).toBe(1);
});

test('over the API: written down, refused where it makes no sense, taken back', { timeout: 120_000 }, async () => {
  const at = `deals/${encodeURIComponent(deal)}/delay`;
  const given = await send(at, { input: 'priority', words: 'The audit in March.', source: 'buyer_said' });
  expect([given.status, ((await given.json()) as DelayAnswer).priority]).toEqual([201, 'The audit in March.']);
  for (const wrong of [{ input: 'amount', low: 1, likely: 1, high: 1, source: 'buyer_said' }, { input: 'share_removed', low: 0.5, likely: 0.4, high: 0.9, source: 'buyer_said' }, { input: 'deadline', on: '2027-03-31', source: 'public' }, { input: 'priority', words: 'The audit.', source: 'buyer_said', saidOn: '2999-01-01' }]) {
    expect([wrong.input, (await send(at, wrong)).status]).toEqual([wrong.input, 400]);
  }
  const back = (await (await send(`${at}/share_removed/take-back`, {})).json()) as DelayAnswer;
  expect(back).toMatchObject({ cost: null, notCounted: ['losses'], ask: [{ input: 'share_removed' }, {}] });
});

test('where a rep last said fear or indecision, neither card nor step presses; the next reason ends that', { timeout: 120_000 }, async () => {
  const steps = async (): Promise<ActionsAnswer['actions']> => (await ask<ActionsAnswer>(['actions'])).actions;
  const [first] = await steps();
  const stepNow = async (): Promise<string | undefined> => (await steps()).find(({ id }) => id === first?.id)?.step;
  const held = first?.dealId ?? '';
  expect(first?.kind).not.toBe('reduce_risk');
  expect((await send('holding', { dealId: held, reason: 'fear_or_indecision' })).ok).toBe(true);
  expect((await show(held)).urgency).toMatchObject({ state: 'not_advised', reason: 'fear or indecision' });
  expect(await stepNow()).toMatch(/^Take risk away/);
  const { stdout } = await runHindcast(['delay', 'show', held, ...main], options);
  expect(stdout).toMatch(/^Fear or indecision holds this deal\. Do not press/);
  expect((await show(held, '--as-of', '2025-12-31')).urgency.state).toBe('ask_first');
  expect((await send('holding', { dealId: held, reason: 'no_budget' })).ok).toBe(true);
  expect([(await show(held)).urgency.state, await stepNow()]).toEqual(['may_show', first?.step]);
});

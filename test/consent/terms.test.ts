import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConsentAnswer, SourceTerms } from '../../src/model/index.ts';
import { askHindcast, runHindcast, type CommandOptions } from '../product/command.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-terms-'));
const options: CommandOptions = { dataFolder: join(folder, 'data'), timeoutMs: 180_000 };
const ask = <T>(words: readonly string[]): Promise<T> => askHindcast<T>([...words, '--workspace', 'main'], options);
const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;
const day = (agoDays: number): string => new Date(Date.now() - agoDays * 86_400_000).toISOString().slice(0, 10);

mkdirSync(join(folder, 'own'));
mkdirSync(join(folder, 'fair'));
const contacts = (...rows: string[]): string => lines('Contact ID,Full Name,Email,Account ID,Created Date', ...rows);
writeFileSync(join(folder, 'own', 'contacts.csv'), contacts(`C-1,Rosa Dahl,rosa@example.com,A-1,${day(900)}`, `C-2,Ivo Brandt,ivo@example.com,A-1,${day(900)}`, `C-3,Ole Berg,ole@example.com,A-1,${day(20)}`));
writeFileSync(join(folder, 'own', 'activities.csv'), lines('Activity ID,Deal ID,Contact ID,Type,Activity Date,Subject', `T-1,D-1,C-2,Call,${day(30)},hello`, `T-2,D-1,C-1,Call,${day(800)},hello`));
writeFileSync(join(folder, 'fair', 'contacts.csv'), contacts(`C-1,Nora Vidal,nora@example.com,A-9,${day(10)}`, `C-8,Tim Reuter,tim@example.com,A-9,${day(10)}`));

let server: RunningHindcast;
beforeAll(async () => {
  server = await startHindcast({ ...options, demo: 'none' });
  await ask(['import', join(folder, 'own')]);
  await ask(['import', join(folder, 'fair'), '--source', 'fair']);
}, 180_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const names = async (): Promise<unknown[]> => (await ask<{ rows: unknown[][] }>(['sql', 'SELECT name FROM contacts ORDER BY name'])).rows.flat();
const own = ['Ivo Brandt', 'Ole Berg', 'Rosa Dahl'];

test('a loan is read only for what it was lent for, and a person\'s yes does not widen it', async () => {
  expect(await names()).toEqual(['Ivo Brandt', 'Nora Vidal', 'Ole Berg', 'Rosa Dahl', 'Tim Reuter']);
  await ask(['sources', 'lend', 'fair', '--lender', 'Trade Fair Ltd', '--purposes', 'contact']);
  expect(await names()).toEqual(own);
  await ask(['consent', 'set', 'C-8', 'share', 'grant']);
  const { purposes } = await ask<ConsentAnswer>(['consent', 'show', 'C-8']);
  expect(purposes.filter(({ allowed, why }) => !allowed && why !== 'needs a grant').map(({ purpose, why }) => [purpose, why])).toEqual(['analyse', 'predict', 'personalise', 'share'].map((purpose) => [purpose, 'lent by Trade Fair Ltd for store, contact only']));
  await ask(['sources', 'lend', 'fair', '--lender', 'Trade Fair Ltd', '--purposes', 'analyse', '--until', day(-30)]);
  expect(await names()).toContain('Nora Vidal');
});

test('a loan that is over is removed, and nothing of it comes in again until it is lent anew', async () => {
  const [terms] = await ask<SourceTerms[]>(['sources', 'lend', 'fair', '--lender', 'Trade Fair Ltd', '--purposes', 'analyse', '--until', day(1)]);
  expect(terms).toMatchObject({ source: 'fair', loan: { until: day(1), endedAt: expect.any(String) } });
  expect(await names()).toEqual(own);
  expect((await runHindcast(['consent', 'show', 'C-8', '--workspace', 'main'], options)).exitCode).toBe(4);
  const refused = await runHindcast(['import', join(folder, 'fair'), '--source', 'fair', '--workspace', 'main'], options);
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('the loan is over')]);
  expect((await runHindcast(['sources', 'return', 'fair', '--workspace', 'main'], options)).exitCode).toBe(1);
  await ask(['sources', 'lend', 'fair', '--lender', 'Trade Fair Ltd', '--purposes', 'analyse']);
  await ask(['import', join(folder, 'fair'), '--source', 'fair']);
  expect(await names()).toContain('Nora Vidal');
  await ask(['sources', 'return', 'fair']);
  expect(await names()).toEqual(own);
});

test('people with whom nothing happened for longer than a source is kept go, now and after every import', async () => {
  await ask(['sources', 'retain', 'files', '365']);
  expect(await names()).toEqual(['Ivo Brandt', 'Ole Berg']);
  await ask(['import', join(folder, 'own')]);
  expect(await names()).toEqual(['Ivo Brandt', 'Ole Berg']);
  await ask(['sources', 'retain', 'files', 'forever']);
  await ask(['import', join(folder, 'own')]);
  expect(await names()).toEqual(own);
  expect((await runHindcast(['sources', 'retain', 'files', 'some', '--workspace', 'main'], options)).exitCode).toBe(2);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ask, AskLink, BuyersAnswer, ClaimsAnswer, ComparisonsAnswer, LeaksAnswer, UnseenAnswer } from '../../src/model/index.ts';
import { askHindcast, repository, runHindcast, type CommandOptions } from '../product/command.ts';
import { signIn, startHindcast, type RunningHindcast } from '../product/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-asking-'));
const optionsOf = (name: string): CommandOptions => ({ dataFolder: join(folder, name), timeoutMs: 180_000 });
const options = optionsOf('original');
const main = ['--workspace', 'main'];
const ask = <T>(words: readonly string[], of = options): Promise<T> => askHindcast<T>([...words, ...main], of);
const secretOf = (link: AskLink): string => new URL(link.link.url).pathname;
const ownWords = 'Qzvxk told us over lunch';
const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }, body: new URLSearchParams(fields) });

/** Answers from a survey tool: half of 80 people on the first 40 deals. */
function surveyFile(): string {
  const kinds = ['colleague', 'boss', 'search', 'supplier list'];
  const rows = Array.from({ length: 80 }, (_, n) => {
    const deal = `DEAL-${String((n % 40) + 1).padStart(3, '0')}`;
    return n % 2 ? `S-${n},${deal},,2025-06-01,,,,` : `S-${n},${deal},,2025-06-01,2025-06-0${(n % 8) + 2},${kinds[(n / 2) % 4]},Yes,`;
  });
  const file = join(folder, 'buyer_answers.csv');
  writeFileSync(file, ['Answer ID,Deal ID,Contact ID,Asked At,Answered At,Said,Offer Wanted,Comment', ...rows].join('\n'));
  return file;
}

let server: RunningHindcast;
beforeAll(async () => {
  server = await startHindcast({ ...options, demo: 'none' });
  await ask(['import', join(repository, 'examples', 'small-company')]);
  await ask(['import', surveyFile()]);
}, 240_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('answers of a survey file are read as answers, the silent included', async () => {
  const results = await ask<BuyersAnswer>(['ask', 'results']);
  expect(results).toMatchObject({ asked: 80, answered: 40, dealsAsked: 40, unrecognised: 0, refusal: null });
  expect((await ask<BuyersAnswer>(['ask', 'results', '--as-of', '2025-05-31'])).asked).toBe(0);
  expect((await ask<BuyersAnswer>(['ask', 'results', '--as-of', '2025-06-03'])).answered).toBeLessThan(40);
});

test('a link asks one person, who answers, changes the answer and takes it back; each counts at once', { timeout: 120_000 }, async () => {
  const link = await ask<AskLink>(['ask', 'create', 'DEAL-001']);
  expect(link.link.note).toContain('this computer only');
  const address = server.url + secretOf(link);
  const page = await fetch(address);
  expect([page.status, page.headers.get('set-cookie')]).toEqual([200, null]);
  const body = await page.text();
  for (const secret of ['Northfold', 'DEAL-001', 'Line monitor', 'Mira Santos', '23000', 'Closed']) expect(body).not.toContain(secret);
  const [one] = await ask<Ask[]>(['ask', 'list', '--deal', 'DEAL-001']);
  expect(one).toMatchObject({ id: link.ask.id, state: 'waiting' });

  expect((await fetch(address, form({ said: 'consultant', wanted: 'no', text: ownWords }))).status).toBe(303);
  expect(await (await fetch(`${address}?kept`)).text()).toContain(ownWords);
  expect((await ask<BuyersAnswer>(['ask', 'results'])).options.find((option) => option.kind === 'consultant')?.answers).toBe(1);
  await fetch(address, form({ said: 'press', text: ownWords }));
  await fetch(address, form({ said: 'press', text: ownWords }));
  const changed = await ask<BuyersAnswer>(['ask', 'results']);
  expect(changed.options.filter((option) => ['press', 'consultant'].includes(option.kind)).map((option) => option.answers).sort()).toEqual([0, 1]);
  expect((await ask<Ask[]>(['ask', 'list']))[0]).toMatchObject({ state: 'answered', said: 'press', text: ownWords });

  await fetch(`${address}/decline`, form({}));
  expect((await ask<BuyersAnswer>(['ask', 'results']))).toMatchObject({ asked: 81, answered: 40, declined: 1 });
  expect(JSON.stringify(await ask(['ask', 'list']))).not.toContain(ownWords);
});

test('a link taken back opens nothing, and looks like one that never was', async () => {
  const link = await ask<AskLink>(['ask', 'create', 'DEAL-002', '--days', '3']);
  await ask(['ask', 'take-back', link.ask.id]);
  const gone = await fetch(server.url + secretOf(link));
  const never = await fetch(`${server.url}/ask/${'x'.repeat(43)}`);
  expect([gone.status, await gone.text()]).toEqual([404, await never.text()]);
  expect((await ask<BuyersAnswer>(['ask', 'results'])).asked).toBe(81);
  const entries = await fetch(`${server.url}/api/audit?limit=50`, { headers: { cookie: await signIn(server, options) } }).then((answer) => answer.json()) as Array<{ what: string }>;
  expect(entries.map((entry) => entry.what)).toEqual(expect.arrayContaining(['ask link made', 'ask link opened', 'ask link taken back']));
});

test('nobody is asked about what is not there', async () => {
  expect((await runHindcast(['ask', 'create', 'DEAL-9999', ...main], options)).exitCode).toBe(4);
  expect((await runHindcast(['ask', 'create', 'DEAL-001', '--contact', 'nobody', ...main], options)).exitCode).toBe(4);
  expect((await runHindcast(['ask', 'create', 'DEAL-001', '--days', '0', ...main], options)).exitCode).toBe(2);
  expect((await runHindcast(['unseen', '--misnaming', 'x', ...main], options)).exitCode).toBe(2);
});

test('the unseen share is bounds, beside what trackers saw; claims say where they cannot tell', async () => {
  const unseen = await ask<UnseenAnswer>(['unseen']);
  expect(unseen).toMatchObject({ refusal: null, misnaming: 0.15 });
  expect((unseen.low ?? 1) < (unseen.naive ?? 0) && (unseen.naive ?? 1) < (unseen.high ?? 0)).toBe(true);
  expect(unseen.tracked.withTouch).toBeGreaterThan(0);
  const wider = await ask<UnseenAnswer>(['unseen', '--misnaming', '0.3']);
  expect((wider.low ?? 1) <= (unseen.low ?? 0)).toBe(true);
  expect((await ask<ClaimsAnswer>(['claims'])).claims.find((claim) => claim.id === 'rep_led')?.answer).toBe('cannot_tell');
});

test('every comparison that answers rest on stands in one register', async () => {
  const [register, claims, { comparisons }] = [await ask<ComparisonsAnswer>(['comparisons']), await ask<ClaimsAnswer>(['claims']), await ask<LeaksAnswer>(['leaks'])];
  const tested = Object.fromEntries(register.families.map((family) => [family.family, family.tested]));
  expect(tested).toMatchObject({ leaks: comparisons, claims: claims.comparisons, ranking: 120 });
  expect(register.tested).toBe(register.families.reduce((sum, family) => sum + family.comparisons.length, 0));
  const before = await ask<ComparisonsAnswer>(['comparisons', '--as-of', '2025-05-31']);
  expect(before.families.find((family) => family.family === 'ranking')?.tested).toBe(0);
});

test('what buyers said survives an export and a backup', { timeout: 240_000 }, async () => {
  const link = await ask<AskLink>(['ask', 'create', 'DEAL-003']);
  await fetch(server.url + secretOf(link), form({ said: 'colleague', text: ownWords }));
  const answers = async (of: CommandOptions) => [await ask(['ask', 'results'], of), await ask(['unseen'], of), await ask(['claims'], of), (await ask<Ask[]>(['ask', 'list'], of)).map(({ id, said, text }) => [id, said, text])];
  const before = await answers(options);
  const [exported, saved] = [join(folder, 'exported'), join(folder, 'saved')];
  await ask(['export', exported]);
  await askHindcast(['backup', saved], options);
  const [copy, restored] = [optionsOf('copy'), optionsOf('restored')];
  await ask(['import', exported], copy);
  await askHindcast(['restore', saved], restored);
  expect(await answers(copy)).toEqual(before);
  expect(await answers(restored)).toEqual(before);
});

import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountPage, AskLink, DealPage, ImportAnswer, RecallAnswer } from '../../src/model/index.ts';
import { askHindcast, runHindcast, type CommandOptions } from '../product/command.ts';
import { signIn, startHindcast, type RunningHindcast } from '../product/server.ts';

/**
 * What nothing may hold once its person is forgotten. Random letters, so that compression leaves them as they are; each
 * stands in another place.
 */
const canary = {
  first: 'Xqvbzkw', last: 'Jhytrfpdmq', email: 'zq8vkx1wbt.jhy@canary-mail.example', phone: '+49 7031 9482617', title: 'Wkzqpt of Vjxbqm', id: 'C-q8Zk1xWvTb',
  lead: 'L-v7Hq2pXzKm', note: 'kVq9zXw3bTfJ', leadNote: 'pZ5xQv8mKtWd', subject: 'wQ4tZbX7kVjP', leadSubject: 'mT8vXq2zKbWf', answer: 'zK6wVt3xQpBj', comment: 'jX9bQz5vTkWm',
  wording: 'tV2kZq8xWbPd', rejected: 'bW7xKz4qVtJm', undone: 'qP3vXt9zKwBd', title2: 'vZ6kQw1xTbJp',
} as const;
const name = `${canary.first} ${canary.last}`;
const folder = mkdtempSync(join(tmpdir(), 'hindcast-recall-'));
const options: CommandOptions = { dataFolder: join(folder, 'data'), timeoutMs: 180_000 };
const ask = <T>(words: readonly string[]): Promise<T> => askHindcast<T>([...words, '--workspace', 'main'], options);
/** An import whose file holds a rejected line ends with 3. */
async function importFiles(from: string): Promise<ImportAnswer> {
  const run = await runHindcast(['import', from, '--workspace', 'main', '--json'], options);
  if (run.exitCode !== 0 && run.exitCode !== 3) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as ImportAnswer;
}
const files = join(folder, 'files');
const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

function writeFiles(into: string, extra = ''): void {
  mkdirSync(into, { recursive: true });
  const write = (file: string, ...rows: string[]): void => writeFileSync(join(into, file), lines(...rows));
  write('accounts.csv', 'Account ID,Account Name', 'A-1,Borwood Tools', 'A-2,Kestrel Pumps');
  write('contacts.csv', 'Contact ID,Full Name,Email,Phone,Job Title,Account ID,Created Date,Remark',
    `${canary.id},${name},${canary.email},${canary.phone},${canary.title},A-1,2026-01-05,${canary.note}${extra}`,
    'C-2,Ivo Brandt,ivo@example.com,+49 30 111111,Buyer,A-1,2026-01-06,hello', 'C-3,Rosa Dahl,rosa@example.com,,Buyer,A-2,2026-01-07,');
  write('leads.csv', 'Lead ID,Full Name,Email,Company,Lead Source,Created Date,Deal ID,Remark', `${canary.lead},${name},${canary.email},Borwood Tools,Web,2026-01-02,D-1,${canary.leadNote}`, 'L-2,Ole Berg,ole@example.com,Kestrel,Web,2026-01-03,D-2,');
  write('deals.csv', 'Deal ID,Deal Name,Account ID,Lead ID,Stage,Amount,Created Date,Close Date,Primary Contact,Next Step',
    ...Array.from({ length: 30 }, (_, n) => `D-${n},Deal ${n}${n === 1 ? ` for ${name}` : ''},A-${1 + (n % 2)},${n === 1 ? canary.lead : ''},${['Won', 'Lost', 'Proposal'][n % 3]},1000,2026-0${1 + (n % 6)}-10,2026-0${2 + (n % 6)}-10,${n === 3 ? name : 'Ivo Brandt'},${n === 4 ? `write to ${canary.email}` : 'call'}`));
  write('activities.csv', 'Activity ID,Deal ID,Contact ID,Lead ID,Type,Activity Date,Subject',
    `T-1,D-1,${canary.id},,Call,2026-02-01,${canary.subject}`, `T-2,D-1,,${canary.lead},Call,2026-02-02,${canary.leadSubject}`,
    `T-3,D-2,C-2,,Call,2026-02-03,spoke of ${name} and Rosa Dahl`, 'T-4,D-2,C-3,,Meeting,2026-02-04,demo', `T-5,D-1,${canary.id},,Call,${canary.rejected},x`);
  write('buyer_answers.csv', 'Answer ID,Deal ID,Contact ID,Asked At,Answered At,Said,Offer Wanted,Comment', `S-1,D-1,${canary.id},2026-03-01,2026-03-02,colleague,Yes,${canary.answer}`, 'S-2,D-2,C-2,2026-03-01,2026-03-03,boss,Yes,fine');
  write('deal_contacts.csv', 'Deal ID,Contact ID,Role,Told By', `D-1,${canary.id},Champion,`, `D-1,C-3,Decision Maker,${canary.id}`, 'D-2,C-2,User,');
}

let server: RunningHindcast;
let cookie: string;
const api = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${server.url}${path}`, { ...init, headers: { cookie, 'x-hindcast': '1', origin: server.url, ...init.headers } });
const send = (path: string, body: unknown, key?: string): Promise<Response> => api(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) } });

/** Every name of the person as it may stand in a read or a file. */
const sought = [canary.first, canary.last, canary.email, canary.phone, '9482617', canary.title, canary.id, canary.lead, canary.note, canary.leadNote, canary.subject, canary.leadSubject, canary.answer, canary.comment, canary.wording, canary.rejected, canary.undone, canary.title2];
const foundIn = (text: string): string[] => sought.filter((one) => text.includes(one));

const filesWith = (root: string): string[] => unlessGone(() => readdirSync(root, { withFileTypes: true }), []).flatMap((entry) => {
  const place = join(root, entry.name);
  if (entry.isDirectory()) return filesWith(place);
  const found = entry.isFile() ? foundIn(unlessGone(() => readFileSync(place, 'latin1'), '')) : [];
  return found.length > 0 ? [`${place}: ${found.join(', ')}`] : [];
});

/** What an engine removed meanwhile holds nothing. */
function unlessGone<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return otherwise;
    throw error;
  }
}

const views = ['contacts', 'leads', 'deals', 'activities', 'buyer_answers', 'deal_contacts', 'accounts', 'other_records', 'decisions', 'outcomes'];
const reads = ['overview', 'deals', 'deals?status=won', 'deals/D-1', 'deals/D-3', 'deals/D-4', 'deals/D-1/notes', 'deals/D-1/asks', 'deals/D-1/roles', 'deals/D-2', 'forecast', 'backtest', 'leaks', 'journey', 'inquiries', 'actions', 'columns', 'coverage', 'accounts', 'accounts/A-1', 'accounts/A-2', 'asks', 'buyers', 'unseen', 'claims', 'imports', 'filters?screen=deals', `search?q=${canary.last}`, 'settings'];

/** All that a reader can get: every route, own SQL, rejects, the audit. */
async function everyRead(): Promise<string> {
  const texts = await Promise.all(reads.map(async (path) => (await api(`/api/w/main/${path}`)).text()));
  const tables = await Promise.all(views.map(async (view) => (await send('/api/w/main/sql', { statement: `SELECT * FROM ${view}` })).text()));
  const imports = await (await api('/api/w/main/imports')).json() as ImportAnswer[];
  const rejects = await Promise.all(imports.map(async ({ id }) => (await api(`/api/w/main/imports/${id}/rejects.csv`)).text()));
  return [...texts, ...tables, ...rejects, await (await api('/api/audit?limit=200')).text(), await (await api('/api/jobs')).text()].join('\n').replaceAll(`search?q=${canary.last}`, '');
}

beforeAll(async () => {
  writeFiles(files);
  server = await startHindcast({ ...options, demo: 'none' });
  await importFiles(files);
  cookie = await signIn(server, options);
}, 240_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function upload(file: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(file)]), 'contacts.csv');
  const answer = await (await api('/api/w/main/uploads', { method: 'POST', body: form })).json() as { uploadId: string };
  return answer.uploadId;
}

/** Everything that users do with a person's name before the person asks to be forgotten. */
async function liveWithThePerson(): Promise<void> {
  await ask(['resolve', 'link', canary.id, canary.lead]);
  await ask(['consent', 'set', canary.id, 'contact', 'grant', '--wording', `yes, ${canary.wording}`]);
  await ask(['deals', 'role', 'set', 'D-1', canary.id, 'champion']);
  const link = await ask<AskLink>(['ask', 'create', 'D-1', '--contact', canary.id]);
  const page = new URL(link.link.url).pathname;
  await fetch(server.url + page, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }, body: new URLSearchParams({ said: 'boss', text: canary.comment }) });
  await send('/api/w/main/deals/D-1/notes', { text: `met ${name.toUpperCase()}, phone ${canary.phone}` }, 'note-1');
  await send('/api/w/main/filters', { screen: 'deals', name: 'hers', query: new URLSearchParams({ search: name }).toString() });
  writeFiles(join(folder, 'later'), ` ${canary.undone}`);
  const changed = await importFiles(join(folder, 'later'));
  await ask(['imports', 'undo', changed.id]);
  const uploadId = await upload(join(files, 'contacts.csv'));
  await send('/api/w/main/imports/plan', { uploadId });
  await send('/api/w/main/imports', { uploadId }, 'import-1');
  for (let waited = 0; waited < 60 && (await ask<ImportAnswer[]>(['imports', 'list'])).some(({ state }) => state === 'queued' || state === 'running'); waited += 1) await pause(500);
}

test('a forgotten person is in no read, export, backup or file, and no import brings the person back', { timeout: 1_200_000 }, async () => {
  await liveWithThePerson();
  const before = await everyRead();
  expect(foundIn(before).length, 'the canaries must be seen before, or their absence says nothing').toBeGreaterThan(12);
  expect(filesWith(options.dataFolder).length).toBeGreaterThan(3);
  const others = await othersAnswers();
  await ask(['export', join(folder, 'exported-before')]);
  await ask(['backup', join(folder, 'backed-up-before')]);

  const forgotten = await ask<RecallAnswer>(['person', 'recall', canary.id]);
  const startedMs = performance.now();
  expect(forgotten).toMatchObject({ records: 2, left: [] });
  expect(foundIn(await everyRead())).toEqual([]);
  expect(await othersAnswers()).toEqual(others);
  await ask(['export', join(folder, 'exported')]);
  await ask(['backup', join(folder, 'backed-up')]);
  expect([...filesWith(join(folder, 'exported')), ...filesWith(join(folder, 'backed-up'))]).toEqual([]);
  expect((await runHindcast(['person', 'recall', canary.id, '--workspace', 'main'], options)).exitCode).toBe(4);

  await untilNoFileHolds(startedMs);
  for (const again of [files, join(folder, 'later')]) await importFiles(again);
  const returned = await ask<ImportAnswer[]>(['imports', 'list']);
  expect(returned[0]?.receipt?.tables.map(({ kind, rowsLeftOut, difference }) => [kind, rowsLeftOut, difference]).sort()).toEqual([['account', 0, 0], ['activity', 2, 0], ['answer', 1, 0], ['contact', 1, 0], ['deal', 0, 0], ['deal_contact', 2, 0], ['lead', 1, 0]]);
  expect(foundIn(await everyRead())).toEqual([]);
  await importFiles(join(folder, 'exported-before'));
  expect(foundIn(await everyRead())).toEqual([]);
  await ask(['export', join(folder, 'exported-again')]);
  expect(filesWith(join(folder, 'exported-again'))).toEqual([]);

  await ask(['restore', join(folder, 'backed-up-before')]);
  cookie = await signIn(server, options);
  expect(foundIn(await everyRead())).toEqual([]);
});

/** What is said of people and deals that are not the forgotten one's. */
async function othersAnswers(): Promise<unknown> {
  const deal = await (await api('/api/w/main/deals/D-2')).json() as DealPage;
  const account = await (await api('/api/w/main/accounts/A-2')).json() as AccountPage;
  const contacts = await (await send('/api/w/main/sql', { statement: "SELECT * FROM contacts WHERE record_id IN ('C-2', 'C-3') ORDER BY record_id" })).json() as { rows: unknown };
  return { deal: deal.people, account: account.people, contacts: contacts.rows };
}

/** The promise is fifteen minutes; files are looked at until they are clean. */
async function untilNoFileHolds(startedMs: number): Promise<void> {
  for (;;) {
    const holding = filesWith(options.dataFolder);
    if (holding.length === 0) return;
    if (performance.now() - startedMs > 15 * 60_000) expect(holding).toEqual([]);
    await pause(5_000);
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importPlanSchema, type Kind, type MappedRow } from '../../model/index.ts';
import { findRepairs, planFiles, readMapped, rejectsFile, withRepairs } from '../index.ts';

const now = Date.UTC(2026, 0, 1);
let folder = '';
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'plan-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

const put = async (name: string, ...lines: string[]): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, lines.join('\n'));
  return file;
};
const stage = (n: number) => ['Open talks', 'Closed Won', 'Closed Lost'][n % 3] ?? '';
const rowsOf = async (plan: Awaited<ReturnType<typeof planFiles>>, at = 0) => {
  const table = plan.tables[at];
  const repairs = await findRepairs(plan);
  const rows: MappedRow[] = [];
  if (!table) return rows;
  for await (const item of withRepairs(readMapped({ ...table, kind: table.kind as Kind }, { plan }), table, repairs)) if ('row' in item) rows.push(item.row);
  return rows;
};

test('a plan survives being stored as JSON', async () => {
  const plan = await planFiles([await put('deals.csv', 'Deal ID,Stage,Amount,Created,Closed', ...[1, 2, 3, 4, 5, 6].map((n) => `${n}x,${stage(n)},${n}00,0${n}.02.2024,1${n}.03.2024`))], { now });
  const stored = importPlanSchema.parse(JSON.parse(JSON.stringify(plan)));
  expect(await rowsOf(stored)).toEqual(await rowsOf(plan));
  expect((await rowsOf(plan))[0]?.fields).toMatchObject({ stage: 'Closed Won', amount: 10_000, createdAt: Date.UTC(2024, 1, 1), closedAt: Date.UTC(2024, 2, 11) });
});

test('headers in German and with no headers that mean anything', async () => {
  const german = await put('verkaufschancen.csv', 'Verkaufschance;Kunde;Phase;Betrag;Erstellt am;Abschlussdatum;Inhaber', ...[1, 2, 3, 4, 5, 6].map((n) => `Chance ${n};Firma ${n};${['Angebot', 'Gewonnen', 'Verloren'][n % 3]};1.${n}00,50 €;0${n}.02.2024;1${n}.03.2024;Anna`));
  const plan = await planFiles([german], { now });
  expect(plan.tables[0]).toMatchObject({ kind: 'deal', format: { delimiter: ';' } });
  expect((await rowsOf(plan))[0]?.fields).toMatchObject({ name: 'Chance 1', amount: 110_050, currency: 'EUR', stage: 'Gewonnen' });
  const nameless = await put('x1.csv', 'c1,c2,c3,c4,c5', ...Array.from({ length: 60 }, (_, n) => `k${n},${['Won', 'Lost', 'Talking', 'Offer'][n % 4]},2024-01-${String(1 + (n % 28)).padStart(2, '0')},${n % 4 < 2 ? `2024-05-${String(1 + (n % 28)).padStart(2, '0')}` : ''},${1000 + ((n * 37) % 45)}.25`));
  const guessed = (await planFiles([nameless], { now, as: 'deal' })).tables[0];
  expect(new Map(guessed?.columns.map((column) => [column.header, column.field]))).toEqual(new Map([['c1', null], ['c2', 'stage'], ['c3', 'createdAt'], ['c4', 'closedAt'], ['c5', 'amount']]));
  expect(guessed?.columns.filter((column) => column.field && column.field !== 'stage').every((column) => column.check)).toBe(true);
});

test('columns point at other tables by their values, and differing spellings are proposed as repairs', async () => {
  const names = ['GTX Pro', 'Alpha 200', 'Alpha 300', 'Zeta Plus'];
  const sub = path.join(folder, 'products-and-deals');
  await (await import('node:fs/promises')).mkdir(sub);
  await writeFile(path.join(sub, 'products.csv'), ['product,series,sales_price', ...names.map((name, n) => `${name},S${n},${n}99`)].join('\n'));
  await writeFile(path.join(sub, 'deals.csv'), ['opportunity_id,what,deal_stage,close_value', ...Array.from({ length: 40 }, (_, n) => `o${n},${['GTXPro', 'Alpha 200', 'Alpha 300', 'Zeta Plus'][n % 4]},${stage(n)},${n}`)].join('\n'));
  const plan = await planFiles([sub], { now });
  const at = plan.tables.findIndex((table) => table.kind === 'deal');
  expect(plan.tables[at]?.columns.find((column) => column.header === 'what')?.field).toBe('product');
  expect(await findRepairs(plan)).toMatchObject([{ column: 'what', from: 'GTXPro', to: 'GTX Pro', rows: 10, undone: false }]);
  expect((await rowsOf(plan, at))[0]?.fields['product']).toBe('GTX Pro');
});

test('a table of wins with the ids of inquiries says which were converted', async () => {
  const sub = path.join(folder, 'funnel');
  await (await import('node:fs/promises')).mkdir(sub);
  const key = (n: number) => `a${String(n).padStart(6, '0')}f`;
  await writeFile(path.join(sub, 'inquiries.csv'), ['mql_id,first_contact_date,origin', ...Array.from({ length: 200 }, (_, n) => `${key(n)},2024-01-${String(1 + (n % 28)).padStart(2, '0')},web`)].join('\n'));
  await writeFile(path.join(sub, 'closed_deals.csv'), ['mql_id,sr_id,won_date', ...Array.from({ length: 30 }, (_, n) => `${key(n * 3)},s${n % 4},2024-03-${String(1 + (n % 28)).padStart(2, '0')} 10:00:00`)].join('\n'));
  const plan = await planFiles([sub], { now });
  expect(plan.tables.map((table) => table.kind)).toEqual(['lead', 'lead']);
  expect((await rowsOf(plan, 0))[1]).toMatchObject({ recordId: key(3), fields: { converted: true, convertedAt: Date.UTC(2024, 2, 2, 10) } });
});

test('people outrank detection: kind, column, format, confirmation, saved choices', async () => {
  const file = await put('own.csv', 'Deal ID,Stage,Price one,Price two,Created', ...[1, 2, 3, 4, 5, 6].map((n) => `${n}x,${stage(n)},${n}00,${n}5,0${n}/02/2024`));
  const plan = await planFiles([file], {
    now, columns: [{ file, header: 'Price two', field: 'amount' }], formats: [{ file, dateOrder: 'MDY' }],
    confirmations: [{ id: 'fiscal_year', question: '', answer: { startMonth: 4 }, sure: true, why: '' }],
    saved: [{ source: 'files', kind: 'deal', header: 'Price one', field: null }],
  });
  expect((await rowsOf(plan))[0]?.fields).toMatchObject({ amount: 1500, createdAt: Date.UTC(2024, 0, 2) });
  expect(plan.confirmations.find((one) => one.id === 'fiscal_year')?.answer).toEqual({ startMonth: 4 });
  expect((await planFiles([file], { now, kinds: [{ file, kind: null }] })).tables[0]?.use).toBe('list');
});

test('the same contents have the same ids on every reading; repeated rows are numbered', async () => {
  const file = await put('noid.csv', 'Product,Seller,Status', 'A,S1,Won', 'A,S1,Won', 'B,S2,Lost', 'A,S1,Lost');
  const read = async () => (await rowsOf(await planFiles([file], { now, as: 'deal' }))).map((row) => row.recordId);
  const ids = await read();
  expect(await read()).toEqual(ids);
  expect(new Set(ids).size).toBe(4);
  expect(ids[1]).toBe(`${ids[0]}#2`);
});

test('a fiscal year shows in quarter names', async () => {
  const rows = Array.from({ length: 48 }, (_, n) => {
    const month = n % 12;
    return `f${n},${stage(n)},2023-${String(month + 1).padStart(2, '0')}-15,Q${Math.floor(((month - 1 + 12) % 12) / 3) + 1}-2023`;
  });
  const plan = await planFiles([await put('quarters.csv', 'Deal ID,Stage,Close Date,Fiscal Period', ...rows)], { now });
  expect(plan.confirmations.find((one) => one.id === 'fiscal_year')).toMatchObject({ answer: { startMonth: 2 }, sure: true });
});

test('the rejects file starts no formula', async () => {
  const lines: string[] = [];
  for await (const line of rejectsFile([{ file: 'a.csv', line: 3, column: null, reason: 'not a date', value: '=1+1' }])) lines.push(line);
  expect(lines).toEqual(['file,line,column,reason,value\r\n', "a.csv,3,,not a date,'=1+1\r\n"]);
});

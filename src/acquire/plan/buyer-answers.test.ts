import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Kind, MappedRow } from '../../model/index.ts';
import { planFiles, readMapped } from '../index.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'answers-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

const now = Date.UTC(2026, 0, 1);
const kindsSaid = ['colleague', 'boss', 'search', 'press', 'supplier list'];
const line = (n: number): string => {
  const day = `2025-03-${String((n % 27) + 1).padStart(2, '0')}`;
  return n % 3 === 0 ? `A-${n},D-${n % 20},C-${n},${day},,,,` : `A-${n},D-${n % 20},C-${n},${day},${day},${kindsSaid[n % 5]},${n % 2 ? 'Yes' : 'No'},${n % 7 ? '' : 'It was clear'}`;
};

test.each([
  ['buyer_answers.csv', 'Answer ID,Deal ID,Contact ID,Asked At,Answered At,Said,Offer Wanted,Comment'],
  ['survey.csv', 'Response ID,Opportunity ID,Contact ID,Sent At,Submitted At,Influenced By,Wanted Offer,Verbatim'],
])('%s is a table of answers, unanswered rows included', async (name, header) => {
  const file = path.join(folder, name);
  await writeFile(file, [header, ...Array.from({ length: 60 }, (_, n) => line(n + 1))].join('\n'));
  const [table] = (await planFiles([file], { now })).tables;
  expect([table?.kind, table?.columns.map((column) => column.field)]).toEqual(['answer', [null, 'dealId', 'contactId', 'askedAt', 'at', 'said', 'offerWanted', 'text']]);
  expect(table?.reading?.recordId).toEqual({ headers: [header.split(',')[0]], hashed: false });
  const rows: MappedRow[] = [];
  for await (const item of readMapped({ ...table!, kind: table?.kind as Kind }, { plan: { tables: [table!], confirmations: [] } })) if ('row' in item) rows.push(item.row);
  expect(rows).toHaveLength(60);
  expect(rows[0]?.fields).toMatchObject({ dealId: 'D-1', contactId: 'C-1', said: 'boss', offerWanted: true, askedAt: Date.UTC(2025, 2, 2), at: Date.UTC(2025, 2, 2) });
  expect(rows[2]?.fields['said'] ?? null).toBeNull();
});

test('a list of activities is not taken for answers', async () => {
  const file = path.join(folder, 'activities.csv');
  await writeFile(file, ['Activity ID,Deal ID,Contact ID,Type,Date,Comments', ...Array.from({ length: 30 }, (_, n) => `T-${n},D-${n % 9},C-${n},${n % 2 ? 'Call' : 'Meeting'},2025-03-${String((n % 27) + 1).padStart(2, '0')},Talked`)].join('\n'));
  expect((await planFiles([file], { now })).tables[0]?.kind).toBe('activity');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RowOrReject } from '../persist/write-table.ts';
import type { CorrectionRow } from './read-corrections.ts';
import { corrected, withCorrections } from './with-corrections.ts';

const word = (from: string | null, to: string | null, more: Partial<CorrectionRow> = {}): CorrectionRow => ({
  id: 'x', person: 'contact:files:C-1', record: 'contact:files:C-1', field: 'title', further: false, from_value: from, to_value: to, state: 'approved', asked_at: new Date(0), decided_at: new Date(0), decided_by: null, reason: null, batch_id: null, known_at: null, ...more,
});
const told = (title: string | null) => ({ fields: { name: 'Rosa', title }, attributes: { Floor: '3' } });
const titleOf = (title: string | null, words: CorrectionRow[]) => corrected(told(title), words).fields['title'];

test('the person\'s last word stands for every value that was replaced, and no other value is touched', () => {
  const words = [word('Buyer', 'Chief'), word('Director', 'Buyer')];
  expect(['Buyer', 'Chief', 'Director', 'Engineer', null].map((title) => titleOf(title, words))).toEqual(['Buyer', 'Buyer', 'Buyer', 'Engineer', null]);
  expect(titleOf(null, [word(null, 'Chief')])).toBe('Chief');
  expect(titleOf('Chief', [word(null, 'Chief'), word('Chief', null)])).toBeNull();
});

const value = fc.constantFrom('a', 'b', 'c', 'd', null);

test('any history of wishes about the value of the day: made twice it is made once, and the source\'s old values give the last word', () => {
  fc.assert(fc.property(value, fc.array(fc.tuple(value, fc.option(value, { nil: undefined })), { maxLength: 6 }), value, (first, steps, unasked) => {
    let current: string | null = first;
    const words: CorrectionRow[] = [];
    const replaced = new Set<string | null>();
    for (const [wish, source] of steps) {
      if (source !== undefined) current = (titleOf(source, words) ?? null) as string | null;
      if (wish === current) continue;
      words.push(word(current, wish));
      replaced.add(current).add(wish);
      current = wish;
    }
    const last = words[words.length - 1];
    for (const one of replaced) expect(titleOf(one, words) ?? null).toBe(last?.to_value ?? null);
    if (!replaced.has(unasked)) expect(titleOf(unasked, words) ?? null).toBe(unasked);
    const once = corrected(told(unasked), words);
    expect(corrected(once, words)).toEqual(once);
    expect([once.fields['name'], once.attributes]).toEqual(['Rosa', { Floor: '3' }]);
  }), { numRuns: 2000 });
});

async function listOf(items: AsyncIterable<RowOrReject>): Promise<RowOrReject[]> {
  const list: RowOrReject[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function* rowsOf(items: readonly RowOrReject[]): AsyncIterable<RowOrReject> { yield* items; }

test('rows of an import are put right by record and source; further columns are changed and removed; rejects pass', async () => {
  const row = (recordId: string): RowOrReject => ({ row: { recordId, line: 2, ...told('Buyer') } });
  const reject: RowOrReject = { reject: { file: 'f', line: 3, column: null, reason: 'r', value: null } };
  const words = [word('Buyer', 'Chief'), word('3', null, { field: 'Floor', further: true })];
  const seen = (source: string) => listOf(withCorrections(rowsOf([row('C-1'), row('C-2'), reject]), { kind: 'contact', source }, words));
  expect(await seen('files')).toMatchObject([{ row: { fields: { title: 'Chief' }, attributes: {} } }, { row: { fields: { title: 'Buyer' }, attributes: { Floor: '3' } } }, reject]);
  expect(((await seen('files'))[0] as { row: { attributes: object } }).row.attributes).toEqual({});
  expect((await seen('crm'))[0]).toEqual(row('C-1'));
});

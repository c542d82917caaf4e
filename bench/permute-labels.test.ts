import { expect, test } from 'vitest';
import { permuteColumn, permuteConversions, rowsOf, textOf } from './permute-labels.ts';

const rows = rowsOf('id,stage,note\n1,Won,"a, b"\n2,Lost,c\n3,Open,d\n4,Lost,e\n5,won,f\n');
const labels = new Set(['won', 'lost']);
const columnOf = (table: readonly (readonly string[])[], index: number): string[] => table.slice(1).map((row) => row[index] ?? '');

test('outcomes are dealt out among rows that have one; all else stays', () => {
  const permuted = permuteColumn(rows, 'stage', labels, 3);
  expect(columnOf(permuted, 1).toSorted()).toEqual(columnOf(rows, 1).toSorted());
  expect(columnOf(permuted, 1)[2]).toBe('Open');
  expect(columnOf(permuted, 0)).toEqual(columnOf(rows, 0));
  expect(columnOf(permuted, 2)).toEqual(columnOf(rows, 2));
});

test('the same seed deals the same, and seeds differ', () => {
  const deals = Array.from({ length: 8 }, (_, seed) => columnOf(permuteColumn(rows, 'stage', labels, seed), 1).join());
  expect(columnOf(permuteColumn(rows, 'stage', labels, 5), 1).join()).toBe(deals[5]);
  expect(new Set(deals).size).toBeGreaterThan(1);
});

test('a table survives being written and read', () => {
  expect(rowsOf(textOf(rows))).toEqual(rows);
});

test('a missing column is said', () => {
  expect(() => permuteColumn(rows, 'outcome', labels, 1)).toThrow('there is no column "outcome"');
});

test('conversions go to other inquiries of the same month, none twice, none before it was created', () => {
  const inquiries = rowsOf(`id,created\n${Array.from({ length: 40 }, (_, n) => `i${n},2024-0${1 + (n % 2)}-${String(1 + (n % 20)).padStart(2, '0')}`).join('\n')}\n`);
  const created = new Map(inquiries.slice(1).map((row) => [row[0] ?? '', row[1] ?? '']));
  const conversions = [['id', 'won'], ...Array.from({ length: 10 }, (_, n) => [`i${n * 3}`, '2024-03-01'])];
  const permuted = permuteConversions(conversions, inquiries, { conversionId: 'id', convertedAt: 'won', inquiryId: 'id', createdAt: 'created' }, 5);
  const ids = columnOf(permuted, 0);
  expect(new Set(ids).size).toBe(10);
  expect(ids).not.toEqual(columnOf(conversions, 0));
  expect(ids.map((id) => created.get(id)?.slice(0, 7))).toEqual(columnOf(conversions, 0).map((id) => created.get(id)?.slice(0, 7)));
});

import { expect, test } from 'vitest';
import { sortRows, type Column } from './row-table.tsx';

interface Row { readonly name: string; readonly size: number | null }
const columns: Array<Column<Row>> = [
  { id: 'name', header: 'Name', value: (row) => row.name },
  { id: 'size', header: 'Size', value: (row) => row.size },
];
const rows: Row[] = [{ name: 'b', size: 10 }, { name: 'a', size: null }, { name: 'c', size: 9 }];

test('numbers sort as numbers; what is unknown stays last in both directions', () => {
  expect(sortRows(rows, columns, 'size').map((row) => row.size)).toEqual([9, 10, null]);
  expect(sortRows(rows, columns, '-size').map((row) => row.size)).toEqual([10, 9, null]);
});

test('an unknown column leaves the order alone', () => {
  expect(sortRows(rows, columns, 'nothing')).toBe(rows);
  expect(sortRows(rows, columns, '-name').map((row) => row.name)).toEqual(['c', 'b', 'a']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DelimitedSplitter } from './split-delimited.ts';

const split = (chunks: readonly string[], delimiter = ',') => {
  const splitter = new DelimitedSplitter(delimiter);
  return [...chunks.map((chunk) => splitter.push(chunk)), splitter.end()].flatMap((block) => block.rows);
};
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const cells = fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', '\r\n', ' ', '=', ';') }), { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });

test('whatever is written with quotes is read back, wherever the chunks are cut', () => {
  fc.assert(fc.property(cells, fc.integer({ min: 1, max: 9 }), fc.constantFrom(',', ';', '\t', '|'), (rows, size, delimiter) => {
    const text = rows.map((row) => row.map(quoted).join(delimiter)).join('\n');
    const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    expect(split(chunks, delimiter).map((row) => row.cells)).toEqual(rows);
  }));
});

test('lines are counted as an editor counts them', () => {
  expect(split(['a,b\n"1\n2",x\n\n3,4']).map((row) => row.line)).toEqual([1, 2, 5]);
});

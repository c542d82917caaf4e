import { expect, test } from 'vitest';
import { momentAt } from '../../company.ts';
import { companyOf } from '../../testing.ts';
import { exportsAt, type Layout } from '../export-tables.ts';
import type { ExportTable } from '../table.ts';

const company = companyOf(15);
const layouts = ['salesforce', 'hubspot', 'pipedrive', 'dynamics'] as const;
const rowsOf = (table: ExportTable): Array<readonly string[]> => [...table.rows()];
const dealsIn = (layout: Layout, at = company.endMs - 1): ExportTable => {
  const found = exportsAt(company, at, layout).find((table) => /opportunities\.csv$|deals\.csv$/i.test(table.file));
  if (!found) throw new Error(`${layout} exports no deals`);
  return found;
};

test.each(layouts)('%s: headers without repetition, rows as wide as they are, equal bytes twice', (layout) => {
  for (const [at, table] of exportsAt(company, company.endMs - 1, layout).entries()) {
    expect(new Set(table.header).size, table.file).toBe(table.header.length);
    const rows = rowsOf(table);
    expect(rows.length, table.file).toBeGreaterThan(0);
    expect(rows.every((row) => row.length === table.header.length), table.file).toBe(true);
    expect(rowsOf(exportsAt(company, company.endMs - 1, layout)[at] as ExportTable)).toEqual(rows);
  }
});

test.each(layouts)('%s: every deal once, under an id of its own', (layout) => {
  const rows = rowsOf(dealsIn(layout));
  expect(rows.length).toBe(rowsOf(dealsIn('plain')).length);
  expect(new Set(rows.map((row) => row[0])).size).toBe(rows.length);
});

test.each(layouts)('%s: an earlier export holds the deals of then', (layout) => {
  const at = momentAt(company, 0.5);
  expect(rowsOf(dealsIn(layout, at)).length).toBe(rowsOf(dealsIn('plain', at)).length);
  expect(rowsOf(dealsIn(layout, at)).length).toBeLessThan(rowsOf(dealsIn(layout)).length);
});

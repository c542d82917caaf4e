import { RowBinary } from '../../store/index.ts';
import type { LinkPlan } from './plan.ts';

/** Columns of the table of rows as they are given. */
export const givenColumns = (plan: LinkPlan): string[] => ['n', 'side', ...plan.columns.map(({ name }) => name)];

/** Rows for that table, numbered from `from`, as the facts engine reads them fastest. Each row holds the values of the plan's columns. */
export function givenRows(rows: readonly (readonly string[])[], from: number, side = 0): Buffer {
  const written = new RowBinary(rows.length * 200);
  rows.forEach((values, at) => {
    written.uint32(from + at);
    written.uint32(side);
    for (const value of values) written.text(value);
  });
  return written.take();
}

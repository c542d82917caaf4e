import { RowBinary } from '../../store/index.ts';
import type { LinkPlan } from './plan.ts';

/** Columns of the table of rows as they are given. */
export const givenColumns = (plan: LinkPlan): string[] => ['n', 'side', ...plan.columns.map(({ name }) => name)];

/** Rows for that table, numbered from `from`, as the facts engine reads them fastest. Each row holds the values of the plan's columns. */
export function givenRows(rows: Iterable<readonly string[]>, from: number, side = 0): Buffer {
  const written = new RowBinary();
  let n = from;
  for (const values of rows) {
    written.uint32(n++);
    written.uint32(side);
    for (const value of values) written.text(value);
  }
  return written.take();
}

import type { ColumnMatch, ImportRequest, TablePlan } from '../../model/index.ts';
import { fieldTypeOf } from './table-plan.ts';

/** A choice a person made about a column before. */
export interface SavedMapping {
  readonly source: string;
  readonly kind: string;
  readonly header: string;
  readonly field: string | null;
}

type Overrides = Pick<ImportRequest, 'columns' | 'kinds' | 'formats'> & { readonly saved?: readonly SavedMapping[] };

/** A plan with what people decided about its columns and formats, saved choices first and the request's own on top. */
export function withOverrides(plan: TablePlan, given: Overrides): TablePlan {
  const isOfPlan = (one: { file: string }) => one.file === plan.file || one.file === plan.reading?.path;
  const saved = (given.saved ?? []).filter((one) => one.source === plan.source && one.kind === plan.kind);
  const chosen = [...saved, ...(given.columns ?? []).filter(isOfPlan)];
  const kept = given.kinds?.some((one) => isOfPlan(one) && one.kind === null) ? { ...plan, use: 'list' as const, listedWhy: 'you left it out' } : plan;
  const columns = chosen.reduce<ColumnMatch[]>((held, choice) => withChoice(held, choice, plan), [...plan.columns]);
  const format = given.formats?.find(isOfPlan);
  return { ...kept, columns: format ? columns.map((column) => withFormat(column, format)) : columns };
}

function withChoice(columns: readonly ColumnMatch[], choice: { header: string; field: string | null }, plan: TablePlan): ColumnMatch[] {
  if (!columns.some((column) => column.header === choice.header) || plan.kind === null) return [...columns];
  const kind = plan.kind;
  return columns.map((column) => {
    if (column.header === choice.header) {
      const type = choice.field ? fieldTypeOf(kind, choice.field) : column.type;
      return { ...column, field: choice.field, type, confidence: 1, check: false, why: 'you chose it' };
    }
    return column.field !== null && column.field === choice.field ? { ...column, field: null, why: 'another column was chosen' } : column;
  });
}

const dateFormats = { DMY: 'DD/MM/YYYY', MDY: 'MM/DD/YYYY', YMD: 'YYYY-MM-DD' } as const;

function withFormat(column: ColumnMatch, given: { dateOrder?: 'DMY' | 'MDY' | 'YMD'; decimal?: ',' | '.' }): ColumnMatch {
  if (column.type === 'time' && given.dateOrder) return { ...column, format: dateFormats[given.dateOrder], check: false };
  if ((column.type === 'money' || column.type === 'number') && given.decimal) return { ...column, format: given.decimal === ',' ? '1.234,56' : '1,234.56', check: false };
  return column;
}

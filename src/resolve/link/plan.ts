import { blockingRules, type BlockingRule } from './blocking.ts';
import { compareAccount, compareJobTitle, compareText } from './compare-accounts.ts';
import { compareDate, compareEmail, compareFullName, compareIdentifier, compareNames, comparePhone, compareYear } from './compare-persons.ts';
import { compareAddress, comparePlace, compareSameOrNot } from './compare-places.ts';
import type { ColumnKind, Comparison, LinkColumn } from './comparison.ts';

/** What is compared and where pairs are looked for. */
export interface LinkPlan {
  readonly columns: readonly LinkColumn[];
  readonly comparisons: readonly Comparison[];
  readonly rules: readonly BlockingRule[];
  /** Pairs are looked for between sides only, where every record of a side is known to be another thing. */
  readonly isAcross: boolean;
}

const columnName = /^[a-z][a-z0-9]*$/i;

/** The shipped default for columns of these kinds. Names become SQL identifiers, so they are letters and digits only. */
export function planFor(columns: readonly LinkColumn[], options: { isAcross?: boolean } = {}): LinkPlan {
  const wrong = columns.find(({ name }) => !columnName.test(name));
  if (wrong !== undefined) throw new RangeError(`A column is named by letters and digits, not "${wrong.name}".`);
  return { columns, comparisons: comparisonsOf(columns), rules: blockingRules(columns), isAcross: options.isAcross ?? false };
}

const single: Partial<Record<ColumnKind, (column: string) => Comparison>> = {
  'full-name': compareFullName, email: compareEmail, phone: comparePhone, 'legal-form': compareSameOrNot, country: compareSameOrNot,
  date: compareDate, year: compareYear, identifier: compareIdentifier,
  'job-title': compareJobTitle, text: compareText, names: compareText,
};

function comparisonsOf(columns: readonly LinkColumn[]): Comparison[] {
  const of = (kind: ColumnKind): string | undefined => columns.find((column) => column.kind === kind)?.name;
  return [
    ...compareNames(of('given-name'), of('surname')),
    ...columns.flatMap(({ name, kind }) => { const compare = single[kind]; return compare === undefined ? [] : [compare(name)]; }),
    ...compareAccount(of('company'), of('domain')),
    ...compareAddress(of('street'), of('house-number')),
    ...comparePlace(of('postcode'), of('city')),
  ];
}

/** Columns whose values' frequencies weigh, in a fixed order. */
export const frequencyColumns = (plan: LinkPlan): string[] =>
  [...new Set(plan.comparisons.flatMap(({ levels }) => levels.flatMap(({ frequencyOf }) => (frequencyOf === undefined ? [] : [frequencyOf]))))];

/** Columns of the records that some condition reads. */
export const readColumns = (plan: LinkPlan): string[] =>
  [...new Set([...plan.comparisons.flatMap(({ reads }) => reads), ...frequencyColumns(plan).map((column) => `${column}_share`)])];

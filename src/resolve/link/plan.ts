import { blockingRules, type BlockingRule } from './blocking.ts';
import { differentLevel } from '../../learn/index.ts';
import { accountByName, accountComparison, compareAccount, compareJobTitle, compareText } from './compare-accounts.ts';
import { compareDate, compareEmail, compareFullName, compareIdentifier, compareNames, comparePhone, compareYear } from './compare-persons.ts';
import { compareAddress, comparePlace, compareSameOrNot } from './compare-places.ts';
import type { ColumnKind, Comparison, LinkColumn } from './comparison.ts';

/** What is compared and where pairs are looked for. */
export interface LinkPlan {
  readonly columns: readonly LinkColumn[];
  readonly comparisons: readonly Comparison[];
  readonly rules: readonly BlockingRule[];
  /** Most records of a block: with more, pairs are many and say little. */
  readonly cap: number;
  /** Pairs are looked for between sides only, where every record of a side is known to be another thing. */
  readonly isAcross: boolean;
}

/** Levels are packed four bits each into a number of 64. */
const comparisonsAtMost = 16;

const columnName = /^[a-z][a-z0-9]*$/i;

/** The shipped default for columns of these kinds. Names become SQL identifiers, so they are letters and digits only. */
export function planFor(columns: readonly LinkColumn[], { isAcross = false, cap = 40 }: { isAcross?: boolean; cap?: number } = {}): LinkPlan {
  const wrong = columns.find(({ name }) => !columnName.test(name));
  if (wrong !== undefined) throw new RangeError(`A column is named by letters and digits, not "${wrong.name}".`);
  const comparisons = comparisonsOf(columns);
  if (comparisons.length > comparisonsAtMost) throw new RangeError(`A pair is compared in ${comparisonsAtMost} ways at most; these columns make ${comparisons.length}: ${comparisons.map(({ name }) => name).join(', ')}.`);
  return { columns, comparisons, rules: blockingRules(columns), cap, isAcross };
}

const single: Partial<Record<ColumnKind, (column: string) => Comparison>> = {
  'full-name': compareFullName, 'legal-form': compareSameOrNot, country: compareSameOrNot,
  date: compareDate, year: compareYear, identifier: compareIdentifier,
  'job-title': compareJobTitle, text: compareText, names: compareText,
};

function comparisonsOf(columns: readonly LinkColumn[]): Comparison[] {
  const of = (kind: ColumnKind): string | undefined => columns.find((column) => column.kind === kind)?.name;
  const surname = of('surname');
  return [
    ...compareNames({ given: of('given-name'), surname, forms: of('given-forms'), company: of('company') }),
    ...heldColumns(columns).map(({ name, kind }) => (kind === 'email' ? compareEmail(name, { domain: of('email-domain'), given: of('given-name'), forms: of('given-forms'), surname }) : comparePhone(name, surname))),
    ...columns.flatMap(({ name, kind }) => { const compare = single[kind]; return compare === undefined ? [] : [compare(name)]; }),
    ...compareAccount(of('company'), of('domain')),
    ...compareAddress(of('street'), of('house-number')),
    ...comparePlace(of('postcode'), of('city')),
  ];
}

/** Columns whose values several people may share. */
const heldColumns = (columns: readonly LinkColumn[]): LinkColumn[] => columns.filter(({ kind }) => kind === 'email' || kind === 'phone');

/** What is counted of the values of a column: their share of records, the surnames that they stand under, or both. */
export interface CountedColumn {
  readonly column: string;
  readonly hasShare: boolean;
  /** The column of surnames' sounds. */
  readonly holders: string | undefined;
  /** Where a name's countries are counted, the column that tells them. */
  readonly homes: string | undefined;
}

/** Columns whose values are counted, in a fixed order. */
export function countedColumns(plan: LinkPlan): CountedColumn[] {
  const { columns, comparisons } = plan;
  const names = nameColumns(plan);
  const surname = columns.find(({ kind }) => kind === 'surname')?.name;
  const shared = new Set(comparisons.flatMap(({ levels }) => levels.flatMap(({ frequencyOf }) => (frequencyOf === undefined ? [] : [frequencyOf]))));
  const held = new Set(surname === undefined ? [] : heldColumns(columns).map(({ name }) => name));
  return [...new Set([...shared, ...held])].map((column) => ({
    column, hasShare: shared.has(column), holders: held.has(column) ? `${surname}_sound` : undefined,
    homes: column === names?.given || column === names?.surname ? names.country : undefined,
  }));
}

/** Columns of names whose countries are known. */
export function nameColumns({ columns }: LinkPlan): { given: string; surname: string; country: string } | undefined {
  const of = (kind: ColumnKind): string | undefined => columns.find((column) => column.kind === kind)?.name;
  const [given, surname, country] = [of('given-name'), of('surname'), of('country')];
  return given === undefined || surname === undefined || country === undefined ? undefined : { given, surname, country };
}

/** Columns that name a person; `forms` are those of the given name, `otherForms` what those of the surname were if it stood for the given name. */
export interface PersonColumns {
  readonly given: string;
  readonly surname: string;
  readonly forms: string | undefined;
  readonly otherForms: string | undefined;
  readonly email: string | undefined;
}

/** Undefined where not both names have a column. */
export function personColumns({ columns }: LinkPlan): PersonColumns | undefined {
  const of = (kind: ColumnKind): string | undefined => columns.find((column) => column.kind === kind)?.name;
  const [given, surname] = [of('given-name'), of('surname')];
  return given === undefined || surname === undefined ? undefined : { given, surname, forms: of('given-forms'), otherForms: of('surname-forms'), email: of('email') };
}

/** Columns that name a company. */
export interface AccountColumns {
  readonly company: string;
  readonly domain: string;
}

/** Undefined where not both are there. */
export function accountColumns({ columns }: LinkPlan): AccountColumns | undefined {
  const of = (kind: ColumnKind): string | undefined => columns.find((column) => column.kind === kind)?.name;
  const [company, domain] = [of('company'), of('domain')];
  return company === undefined || domain === undefined ? undefined : { company, domain };
}

/** The levels at which given name and surname are shared as they stand; undefined where nobody knows where names come from. */
export function bothNamesLevels(plan: LinkPlan): ReadonlyArray<{ readonly comparison: number; readonly level: number }> | undefined {
  const names = nameColumns(plan);
  if (names === undefined) return undefined;
  return [names.given, names.surname].map((name) => {
    const comparison = plan.comparisons.findIndex((one) => one.name === name);
    return { comparison, level: (plan.comparisons[comparison]?.levels.findIndex(({ frequencyOf }) => frequencyOf === name) ?? 0) + 2 };
  });
}

/** Whether a pair tells that its people are in one place, whose names are what they meet by: in one account, or one country. */
export const placedBy = (plan: LinkPlan): number[] =>
  [accountComparison, accountByName, nameColumns(plan)?.country].flatMap((name) => { const at = plan.comparisons.findIndex((one) => one.name === name); return at < 0 ? [] : [at]; });

const isPlaced = (plan: LinkPlan, levels: readonly number[]): boolean => placedBy(plan).some((comparison) => (levels[comparison] as number) > differentLevel);

/** How much oftener than chance has it, in bits, both names of a record go together, anywhere and in its country, and each name goes in its country: names come from countries. */
export interface LiftColumns {
  readonly both: string;
  readonly bothHere: string;
  readonly givenHere: string;
  readonly surnameHere: string;
}

/** Columns of the records; none where nobody knows where names come from. */
export function liftColumns(plan: LinkPlan): LiftColumns | undefined {
  const names = nameColumns(plan);
  return names === undefined ? undefined : { both: 'name_lift', bothHere: 'name_lift_here', givenHere: `${names.given}_lift_here`, surnameHere: `${names.surname}_lift_here` };
}

/** Which of them counts for a pair that agrees so: names as they stand are shared, and the pair may be in one place. */
export function liftAt(plan: LinkPlan, levels: readonly number[]): string | undefined {
  const lifts = liftColumns(plan);
  const [given, surname] = bothNamesLevels(plan)?.map(({ comparison, level }) => levels[comparison] === level) ?? [];
  if (lifts === undefined || (given !== true && surname !== true)) return undefined;
  const isHere = isPlaced(plan, levels);
  if (given === surname) return isHere ? lifts.bothHere : lifts.both;
  return isHere ? lifts[given === true ? 'givenHere' : 'surnameHere'] : undefined;
}

/** Columns of the records that some condition reads. */
export const readColumns = (plan: LinkPlan): string[] =>
  [...new Set([...plan.comparisons.flatMap(({ reads }) => reads), ...countedColumns(plan).flatMap(({ column, hasShare }) => (hasShare ? [`${column}_share`] : [])), ...Object.values(liftColumns(plan) ?? {})])];

import { weighedColumns } from '../derived.ts';
import { countedColumns, liftColumns, nameColumns, type LinkPlan } from '../plan.ts';
import { oneHolder } from '../prepare-sql.ts';
import { countriesField } from '../table-names.ts';
import type { Row, Value } from './expression.ts';
import type { PlanRead } from './read-plan.ts';
import { countKey, type ValueCounts } from './value-counts.ts';

/** A row as it was meant with the columns that are worked out of it, as `baseSelect` makes it. */
export const baseOf = ({ derived }: PlanRead, meant: Row): Row => ({ ...meant, ...Object.fromEntries(derived.map(([name, value]) => [name, value(meant)])) });

/** A record as it is compared, as `recordsSelect` makes it. */
export const recordOf = (plan: LinkPlan, base: Row, n: number, counts: ValueCounts): Row => ({
  n, side: 0, ...base,
  ...Object.fromEntries(countedColumns(plan).flatMap(({ column, hasShare, holders }, field): Array<[string, Value]> => {
    const known = counts.values.get(countKey(field, String(base[column])));
    return [...(hasShare ? [[`${column}_share`, known !== undefined && known.share < 0 ? known.share : counts.unseenShare] as [string, Value]] : []), ...(holders === undefined ? [] : [[`${column}_holders`, known !== undefined && known.names > oneHolder ? known.names : 0] as [string, Value]])];
  })),
  ...liftsOf(plan, base, counts),
  ...Object.fromEntries(weighedColumns(plan.columns).map((column, field) => [`${column}_weights`, weightsOf(base[`${column}_words`] as readonly string[], field, counts)])),
});

/** How much oftener its names go, together and by themselves, than chance has it, anywhere and in its country, as `liftSelect` makes them. */
function liftsOf(plan: LinkPlan, base: Row, { values, roots }: ValueCounts): Row {
  const [names, lifts] = [nameColumns(plan), liftColumns(plan)];
  if (names === undefined || lifts === undefined) return {};
  const counted = countedColumns(plan);
  const [given, surname] = [names.given, names.surname].map((name) => values.get(countKey(counted.findIndex(({ column }) => column === name), String(base[name])))?.home ?? roots) as [readonly number[], readonly number[]];
  const from = [String(base[names.country]), ''].map((country) => values.get(countKey(countriesField, country))?.home).find((home) => home !== undefined) ?? roots.map(() => 1);
  const here = (name: readonly number[]): number[] => name.map((share, home) => share * (from[home] as number));
  const [givenAlone, surnameAlone] = [dot(given, roots), dot(surname, roots)];
  const bits = (often: number, byChance: number): number => Math.fround(Math.log2(often / byChance));
  return {
    [lifts.both]: bits(dot(given, surname), givenAlone * surnameAlone), [lifts.bothHere]: bits(dot(here(given), surname), givenAlone * surnameAlone),
    [lifts.givenHere]: bits(dot(here(given), roots), givenAlone), [lifts.surnameHere]: bits(dot(here(surname), roots), surnameAlone),
  };
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);

/** Scaled so that a text's product with itself is 1. */
function weightsOf(words: readonly string[], field: number, { words: known, unseenWeights }: ValueCounts): number[] {
  const weights = words.map((word) => known.get(countKey(field, word)) ?? unseenWeights.get(field) ?? 1);
  const size = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
  return weights.map((weight) => Math.fround(weight / size));
}

/** A record out of the engine's table, with values as `like` has them: long numbers come as texts, and those of four bytes a little off. */
export const readRecord = (columns: readonly string[], values: readonly unknown[], like: Row): Row =>
  Object.fromEntries(columns.map((column, at) => [column, exact(typeof like[column] === 'number' ? Number(values[at]) : (values[at] as Value))]));

const exact = (value: Value): Value => (typeof value === 'number' && !Number.isInteger(value) ? Math.fround(value) : Array.isArray(value) ? value.map((one: Value) => exact(one)) : value);

import { demandFinite } from '../demand.ts';

/** How far ahead, and how many values make a round of the seasons (12 for months, 1 where there are none). */
export interface Outlook {
  readonly horizon: number;
  readonly period: number;
}

/** One number for each step ahead, the first one for the period after the last value. */
export type Ahead = Float64Array;

/** A way to forecast: from the values so far, one number for each step ahead. */
export type Method = (values: Float64Array, outlook: Outlook) => Ahead;

/** Throws unless values are finite and at least `least` of them, and horizon and period are whole numbers from 1. */
export function demandSeries(values: ArrayLike<number>, { horizon, period }: Outlook, least = 1): Float64Array {
  demandWhole('The horizon', horizon);
  demandWhole('The period of the seasons', period);
  if (values.length < least) throw new RangeError(`A forecast of this kind needs at least ${least} values; there are ${values.length}`);
  demandFinite('Series (fill gaps first: fillGaps)', values);
  return Float64Array.from(values);
}

export function demandWhole(what: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`${what} is a whole number from 1: ${value}`);
}

/** Nothing below zero, for what cannot be: sales, visits, stock. */
export const notBelowZero = (ahead: Float64Array): Float64Array => ahead.map((value) => Math.max(0, value));

export const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

import type { BacktestAnswer, Method } from '../model/index.ts';
import { brier, calibrationError, expectedCalibrationError, logLoss, wilsonInterval } from '../learn/index.ts';
import { calibrationOf, type Calibration } from './calibration.ts';

/** One deal open at a past date: its chance as it would have been shown, and whether it was won in the end. */
export interface ShownDeal {
  readonly quarter: string;
  readonly week: number;
  readonly deal: string;
  /** Null while it is still open. */
  readonly won: 0 | 1 | null;
  readonly endedAt: number | null;
  /** As the model gave it, and as it would have been shown: corrected by what was known of earlier chances. */
  readonly raw: Readonly<Record<Method, number>>;
  readonly chance: Readonly<Record<Method, number>>;
}

/** The rows as they were known at an instant: a deal that ended later was still open. */
export const knownAt = (shown: readonly ShownDeal[], at: number): ShownDeal[] =>
  shown.map((row) => (row.endedAt === null || row.endedAt < at ? row : { ...row, won: null, endedAt: null }));

/** How to correct a method's chances to be won in the end, by those said earlier at dates that have settled. */
export const calibrationFor = (shown: readonly ShownDeal[], method: Method): Calibration =>
  calibrationOf(settled(shown).map((row) => ({ deal: row.deal, said: row.raw[method], came: row.won ?? 0 })), method);


/** A past date is scored once this share of the deals then open has ended; the few still open count as not won. */
const endedShare = 0.9;

/** Past dates whose deals have nearly all ended. Scoring dates with many deals still open would favour the quick ones. */
export function settled(shown: readonly ShownDeal[]): ShownDeal[] {
  const origins = new Map<string, ShownDeal[]>();
  for (const row of shown) {
    const key = `${row.quarter} ${row.week}`;
    const held = origins.get(key);
    if (held) held.push(row);
    else origins.set(key, [row]);
  }
  return [...origins.values()].filter((rows) => rows.filter((row) => row.won !== null).length >= endedShare * rows.length).flat();
}

/** The record of the chances shown, over settled dates. Null where no date has settled. */
export function chanceRecord(rows: readonly ShownDeal[], method: Method, seed: number): BacktestAnswer['chances'] {
  if (rows.length === 0) return null;
  const y = rows.map((row) => row.won ?? 0);
  const p = rows.map((row) => row.chance[method]);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    n: rows.length, stillOpen: rows.filter((row) => row.won === null).length, predicted: mean(p), observed: mean(y),
    brier: brier(y, p), logLoss: logLoss(y, p), ece: calibrationError(y, p), eceExpected: expectedCalibrationError(p, seed),
  };
}

const rowsPerBin = 30;

/** Chance shown against share won, in at most ten groups of equal size, each with its 8-in-10 interval. */
export function reliabilityOf(rows: readonly ShownDeal[], method: Method): BacktestAnswer['reliability'] {
  const order = [...rows].sort((a, b) => a.chance[method] - b.chance[method]);
  const groups = Math.min(10, Math.max(1, Math.floor(order.length / rowsPerBin)));
  return Array.from({ length: order.length === 0 ? 0 : groups }, (_, group) => {
    const part = order.slice(Math.floor((group * order.length) / groups), Math.floor(((group + 1) * order.length) / groups));
    const won = part.filter((row) => row.won === 1).length;
    const { low, high } = wilsonInterval(won, part.length, 1.2816);
    return { predicted: part.reduce((sum, row) => sum + row.chance[method], 0) / part.length, observed: won / part.length, low, high, n: part.length };
  });
}

import { quarterOf, WEEK_MS } from '../model/index.ts';
import type { DealLog, Log } from '../history/index.ts';
import { fitLogistic, linear, logistic, quantileOfSorted, randomStream, type LogisticFit } from '../learn/index.ts';
import { encoderFor, type Encoder, type Seen } from './encoder.ts';
import { agesAtClose, landmarksOf, snapshotAt, type Landmark } from './landmarks.ts';
import { stageOrderOf } from './stage-order.ts';

export type Method = 'hazard' | 'stage_age' | 'base_rate';

/** Everything learned from a log on a date. Weekly hazards factor into "closes this week" and "is won if it closes". */
export interface WinModel {
  readonly asOf: number;
  readonly encoder: Encoder;
  readonly closing: LogisticFit;
  readonly winning: LogisticFit;
  /** Mean of each number over the closings, for reasons. */
  readonly centre: Float64Array;
  /** Weekly closing rate by whole weeks of age, smoothed. */
  readonly closingByAge: Float64Array;
  readonly base: { readonly won: number; readonly closed: number; readonly share: number };
  readonly stageAge: ReadonlyMap<string, { readonly won: number; readonly closed: number }>;
  readonly ageCuts: readonly number[];
  /** Age beyond which no deal was ever seen to end, in weeks. */
  readonly oldestWeeks: number;
  readonly order: ReadonlyMap<string, number>;
  readonly fiscalStartMonth: number;
}

const closingPenalty = 10;
const winningPenalty = 10;
/** Weeks without an end beyond this many are sampled and weighted, so that fitting stays quick. */
const quietWeeksKept = 30_000;

/** Fits both parts on what was known by the date of `log` (already as of it). Null where nothing closed with dates. */
export function fitWinModel(log: Log, asOf: number, columns: readonly string[], seed: number): WinModel | null {
  const ages = agesAtClose(log);
  if (ages.length < 10) return null;
  const oldestWeeks = Math.ceil(ages[ages.length - 1] as number);
  const order = stageOrderOf(log);
  const all = landmarksOf(log, asOf, oldestWeeks);
  const { rows, weights } = sampled(all, seed, (row) => (log.deals[row.deal] as DealLog).id);
  const see = (landmark: Landmark): Seen => seenAt(log.deals[landmark.deal] as DealLog, landmark.at, log.fiscalStartMonth, order);
  const seen = rows.map(see);
  const cuts = [0.33, 0.66].map((share) => quantileOfSorted(ages, share));
  const encoder = encoderFor(seen, columns, cuts);
  const closing = fitLogistic(matrix(seen, encoder), Float64Array.from(rows, (row) => (row.closed ? 1 : 0)), encoder.size, { penalty: closingPenalty, weights });
  const ends = rows.flatMap((row, index) => (row.closed ? [{ row, seen: seen[index] as Seen }] : []));
  const endMatrix = matrix(ends.map((end) => end.seen), encoder);
  const winning = fitLogistic(endMatrix, Float64Array.from(ends, (end) => (end.row.won ? 1 : 0)), encoder.size, { penalty: winningPenalty });
  const won = ends.filter((end) => end.row.won).length;
  return {
    asOf, encoder, closing, winning, order, oldestWeeks,
    centre: columnMeans(endMatrix, encoder.size),
    closingByAge: closingRates(all, oldestWeeks),
    base: { won, closed: ends.length, share: (won + 0.5) / (ends.length + 1) },
    stageAge: stageAgeTable(ends, cuts), ageCuts: cuts,
    fiscalStartMonth: log.fiscalStartMonth,
  };
}

export function seenAt(deal: DealLog, at: number, fiscalStartMonth: number, order: ReadonlyMap<string, number>): Seen {
  return { snapshot: snapshotAt(deal, at, quarterOf(at, fiscalStartMonth).end, order), stable: deal.stable };
}

/** All ends, and as many quiet weeks as are worth their time; the choice depends on the row alone. */
function sampled(all: readonly Landmark[], seed: number, idOf: (row: Landmark) => string): { rows: Landmark[]; weights: Float64Array } {
  const quiet = all.reduce((count, row) => count + (row.closed ? 0 : 1), 0);
  const share = Math.min(1, quietWeeksKept / Math.max(1, quiet));
  if (share === 1) return { rows: [...all], weights: new Float64Array(all.length).fill(1) };
  const rows = all.filter((row) => row.closed || randomStream('landmarks', seed, idOf(row), row.ageWeeks)() < share);
  return { rows, weights: Float64Array.from(rows, (row) => (row.closed ? 1 : 1 / share)) };
}

function matrix(seen: readonly Seen[], encoder: Encoder): Float64Array {
  const x = new Float64Array(seen.length * encoder.size);
  seen.forEach((row, index) => encoder.encode(row, x, index * encoder.size));
  return x;
}

function columnMeans(x: Float64Array, p: number): Float64Array {
  const means = new Float64Array(p);
  const n = Math.max(1, x.length / p);
  for (let index = 0; index < x.length; index += 1) means[index % p] = (means[index % p] as number) + (x[index] as number) / n;
  return means;
}

/** Weekly closing rate by age, each week borrowing from its neighbours until it rests on enough weeks. */
function closingRates(all: readonly Landmark[], oldestWeeks: number): Float64Array {
  const ended = new Float64Array(oldestWeeks + 1);
  const lived = new Float64Array(oldestWeeks + 1);
  for (const row of all) {
    lived[row.ageWeeks] = (lived[row.ageWeeks] as number) + 1;
    if (row.closed) ended[row.ageWeeks] = (ended[row.ageWeeks] as number) + 1;
  }
  const total = ended.reduce((sum, value) => sum + value, 0) / Math.max(1, lived.reduce((sum, value) => sum + value, 0));
  return lived.map((_, week) => {
    let [e, l] = [total * 10, 10];
    for (let near = Math.max(0, week - 1); near <= Math.min(oldestWeeks, week + 1); near += 1) {
      e += ended[near] as number;
      l += lived[near] as number;
    }
    return e / l;
  });
}

const ageBin = (ageWeeks: number, cuts: readonly number[]): number => cuts.filter((cut) => ageWeeks > cut).length;
const cell = (stage: string | null, ageWeeks: number, cuts: readonly number[]): string => JSON.stringify([stage, ageBin(ageWeeks, cuts)]);

function stageAgeTable(ends: ReadonlyArray<{ row: Landmark; seen: Seen }>, cuts: readonly number[]): Map<string, { won: number; closed: number }> {
  const table = new Map<string, { won: number; closed: number }>();
  for (const { row, seen } of ends) {
    const key = cell(seen.snapshot.stage, row.ageWeeks, cuts);
    const held = table.get(key) ?? { won: 0, closed: 0 };
    table.set(key, { won: held.won + (row.won ? 1 : 0), closed: held.closed + 1 });
  }
  return table;
}

/** Pseudo-observations that pull a cell of the stage-and-age table towards the base rate. */
const tablePull = 20;

/** Chance to be won if it closes, by each method, with the standard error of the linear predictor where there is one. */
export function winShare(model: WinModel, seen: Seen, method: Method): { share: number; se: number } {
  const { base } = model;
  const baseSe = 1 / Math.sqrt(Math.max(1, base.closed) * base.share * (1 - base.share));
  if (method === 'base_rate') return { share: base.share, se: baseSe };
  if (method === 'stage_age') {
    const held = model.stageAge.get(cell(seen.snapshot.stage, seen.snapshot.ageWeeks, model.ageCuts)) ?? { won: 0, closed: 0 };
    const share = (held.won + tablePull * base.share) / (held.closed + tablePull);
    return { share, se: 1 / Math.sqrt((held.closed + tablePull) * share * (1 - share)) };
  }
  const x = new Float64Array(model.encoder.size);
  model.encoder.encode(seen, x, 0);
  return { share: logistic(linear(x, 0, x.length, model.winning.coefficients)), se: standardError(x, model.winning.covariance) };
}

function standardError(x: Float64Array, covariance: Float64Array): number {
  const p = x.length;
  let sum = 0;
  for (let j = 0; j < p; j += 1) {
    if (x[j] === 0) continue;
    for (let k = 0; k < p; k += 1) sum += (x[j] as number) * (x[k] as number) * (covariance[j * p + k] as number);
  }
  return Math.sqrt(Math.max(0, sum));
}

/** Chance to close in the week that starts now. */
export function closingChance(model: WinModel, seen: Seen, method: Method): number {
  if (method !== 'hazard') return model.closingByAge[Math.min(model.closingByAge.length - 1, Math.max(0, Math.floor(seen.snapshot.ageWeeks)))] as number;
  const x = new Float64Array(model.encoder.size);
  model.encoder.encode(seen, x, 0);
  return logistic(linear(x, 0, x.length, model.closing.coefficients));
}

/** A deal's coming weeks: chance to be won in each, and to end at all, as far as the evidence goes. */
export interface Course {
  /** Chance to be won in week k from now. */
  readonly won: Float64Array;
  readonly closed: number;
}

/** Age, time in stage and the calendar move on; everything else stays as it is known now. */
export function courseOf(model: WinModel, seen: Seen, at: number, weeks: number, method: Method): Course {
  const won = new Float64Array(weeks);
  let alive = 1;
  for (let week = 0; week < weeks; week += 1) {
    const later = movedOn(seen, at, week, model.fiscalStartMonth);
    const close = closingChance(model, later, method);
    won[week] = alive * close * winShare(model, later, method).share;
    alive *= 1 - close;
  }
  return { won, closed: 1 - alive };
}

function movedOn(seen: Seen, at: number, weeks: number, fiscalStartMonth: number): Seen {
  if (weeks === 0) return seen;
  const then = at + weeks * WEEK_MS;
  const { snapshot } = seen;
  return {
    stable: seen.stable,
    snapshot: {
      ...snapshot, ageWeeks: snapshot.ageWeeks + weeks, weeksInStage: snapshot.weeksInStage + (snapshot.stage === null ? 0 : weeks),
      weeksToQuarterEnd: (quarterOf(then, fiscalStartMonth).end - then) / WEEK_MS,
    },
  };
}

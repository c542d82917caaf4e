import type { DealLog, Log } from '../history/index.ts';
import { fitLogistic, quantileOfSorted, type LogisticFit } from '../learn/index.ts';
import { encoderFor, type Encoder, type Seen } from './encoder.ts';
import { fitBoosted, type BoostedModel } from './boosted-model.ts';
import { aheadOf } from './horizon.ts';
import { agesAtClose, landmarksOf, snapshotAt, type Landmark } from './landmarks.ts';
import { sampleSpans, type SpanRow } from './span-sample.ts';
import { stageOrderOf } from './stage-order.ts';
import { closingRates, stageAgeTable, type StageAgeTable } from './stage-age-table.ts';

/**
 * Everything learned from a log on a date. A landmark model: from each week of a deal's life, what was known then says how
 * likely the deal is to close in each span ahead, and how likely it is won if it closes there (van Houwelingen and Putter
 * 2012, ch. 7; discrete-time competing risks, Tutz and Schmid 2016, ch. 8).
 */
export interface WinModel {
  readonly asOf: number;
  readonly encoder: Encoder;
  readonly closing: LogisticFit;
  readonly winning: LogisticFit;
  /** The same two parts by boosted trees, trained when first asked for. */
  readonly boosted: () => BoostedModel;
  /** Mean of each number over the closings, for reasons. */
  readonly centre: Float64Array;
  /** Weekly closing rate by whole weeks of age, smoothed. */
  readonly closingByAge: Float64Array;
  readonly base: { readonly won: number; readonly closed: number; readonly share: number };
  readonly stageAge: StageAgeTable;
  /** Age beyond which no deal was ever seen to end, in weeks. */
  readonly oldestWeeks: number;
  readonly order: ReadonlyMap<string, number>;
  readonly fiscalStartMonth: number;
}

/** Ridge penalties, in deals. */
const closingPenalty = 4;
const winningPenalty = 4;

/** Fits both parts on what was known by the date of `log` (already as of it). Null where fewer than ten ended with dates. */
export function fitWinModel(log: Log, asOf: number, columns: readonly string[], seed: number): WinModel | null {
  const ages = agesAtClose(log);
  if (ages.length < 10) return null;
  const oldestWeeks = Math.ceil(ages[ages.length - 1] as number);
  const order = stageOrderOf(log);
  const landmarks = landmarksOf(log, asOf, oldestWeeks);
  const sample = sampleSpans(log, landmarks, asOf, seed);
  if (sample.closings.length === 0) return null;
  const seen = seeing(log, order);
  const ageCuts = [0.33, 0.66].map((share) => quantileOfSorted(ages, share));
  const all = [...sample.closings, ...sample.quiet];
  const encoder = encoderFor(all.map((row) => seen(row.landmark)), columns, ageCuts, sample.perDeal);
  const x = matrix(all, seen, encoder, log.fiscalStartMonth);
  const ends = x.subarray(0, sample.closings.length * encoder.size);
  const won = sample.closings.map((row) => (isWon(log, row.landmark) ? 1 : 0));
  const { endShare, quietShare, perDeal } = sample;
  const weights = Float64Array.from(all, (_, index) => 1 / perDeal / (index < won.length ? endShare : quietShare));
  return {
    asOf, encoder, order, oldestWeeks,
    boosted: onFirstUse(() => fitBoosted({ log, seen, rows: all, closings: won.length, won, weights, columns, order, perDeal, seed })),
    closing: fitLogistic(x, Float64Array.from(all, (_, index) => (index < won.length ? 1 : 0)), encoder.size, { penalty: closingPenalty, weights }),
    winning: fitLogistic(ends, Float64Array.from(won), encoder.size, { penalty: winningPenalty, weights: weights.subarray(0, won.length) }),
    centre: columnMeans(ends, encoder.size),
    closingByAge: closingRates(landmarks, oldestWeeks),
    base: baseOf(log),
    stageAge: stageAgeTable(log, landmarks, seen, ageCuts),
    fiscalStartMonth: log.fiscalStartMonth,
  };
}

function onFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** What is seen of a deal at an instant. */
export const seenAt = (deal: DealLog, at: number, order: ReadonlyMap<string, number>): Seen => ({ snapshot: snapshotAt(deal, at, order), stable: deal.stable });

/** Reads each landmark once, however many rows it has. */
function seeing(log: Log, order: ReadonlyMap<string, number>): (landmark: Landmark) => Seen {
  const known = new Map<Landmark, Seen>();
  return (landmark) => {
    const held = known.get(landmark) ?? seenAt(log.deals[landmark.deal] as DealLog, landmark.at, order);
    known.set(landmark, held);
    return held;
  };
}

const isWon = (log: Log, landmark: Landmark): boolean => log.deals[landmark.deal]?.outcome?.kind === 'won';

function baseOf(log: Log): WinModel['base'] {
  const timed = log.deals.filter((deal) => deal.createdAt !== null && deal.outcome?.at != null);
  const won = timed.filter((deal) => deal.outcome?.kind === 'won').length;
  return { won, closed: timed.length, share: (won + 0.5) / (timed.length + 1) };
}

function matrix(rows: readonly SpanRow[], seen: (landmark: Landmark) => Seen, encoder: Encoder, fiscalStartMonth: number): Float64Array {
  const x = new Float64Array(rows.length * encoder.size);
  rows.forEach(({ landmark, bin }, index) => encoder.encode(seen(landmark), aheadOf(bin, landmark.at, fiscalStartMonth), x, index * encoder.size));
  return x;
}

function columnMeans(x: Float64Array, p: number): Float64Array {
  const means = new Float64Array(p);
  const n = Math.max(1, x.length / p);
  for (let index = 0; index < x.length; index += 1) means[index % p] = (means[index % p] as number) + (x[index] as number) / n;
  return means;
}

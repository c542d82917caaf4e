import type { Log } from '../history/index.ts';
import { randomStream, treeExplainer, treeScorer, type TreeModel } from '../learn/index.ts';
import { boostedFactsFor, type BoostedFacts } from './boosted-facts.ts';
import type { SpanChances } from './course.ts';
import type { Seen } from './encoder.ts';
import { aheadOf, type Ahead } from './horizon.ts';
import type { Landmark } from './landmarks.ts';
import { judgingShare, roundsJudgedFrom, treesAfter } from './small-trees.ts';
import type { SpanRow } from './span-sample.ts';

/** The landmark model's two parts as boosted trees: does a deal close in a span, and is it won if it does. */
export interface BoostedModel {
  spans(seen: Seen): SpanChances;
  /** The same learned from random halves of the deals: how far they lie from the whole shows how sure it is. */
  halves(): ReadonlyArray<(seen: Seen) => SpanChances>;
  /** What each fact adds to the log-odds of winning, by its name (exact Shapley values). */
  reasons(seen: Seen, ahead: Ahead): ReadonlyMap<string, number>;
}

export interface BoostedInput {
  readonly log: Log;
  readonly seen: (landmark: Landmark) => Seen;
  /** Spans in which a deal closed first, then quiet ones. */
  readonly rows: readonly SpanRow[];
  readonly closings: number;
  readonly won: readonly number[];
  /** One a row; a deal's rows weigh about one together. */
  readonly weights: Float64Array;
  readonly columns: readonly string[];
  readonly order: ReadonlyMap<string, number>;
  readonly perDeal: number;
  readonly seed: number;
}

const halfSamples = 8;
/** Rows beyond these many are sampled and weighted: a deal's rows repeat one another, and more of them teach trees little. */
const closingsKept = 6_000;
const quietKept = 8_000;

/** Rows of one part in order of their deals' creation, as columns. */
interface Table {
  readonly columns: readonly Float64Array[];
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly deals: Int32Array;
}

/**
 * Trains both parts by the rows that the pooled model has. Rounds are those after which the latest-created fifth of the deals
 * is predicted best by the others (a deal's rows never part); then all deals teach.
 */
export function fitBoosted(given: BoostedInput): BoostedModel {
  const input = thinned(given);
  const { log, rows, closings } = input;
  const facts = boostedFactsFor(rows.map((row) => input.seen(row.landmark)), input.columns, input.order, input.perDeal);
  const inOrder = Array.from(rows, (_, index) => index).sort((a, b) => createdAt(log, rows[a] as SpanRow) - createdAt(log, rows[b] as SpanRow) || a - b);
  const table = (own: readonly number[], y: (row: number) => number): Table => tableOf(input, facts, own, y);
  const parts = [
    table(inOrder, (row) => (row < closings ? 1 : 0)),
    table(inOrder.filter((row) => row < closings), (row) => input.won[row] as number),
  ].map((part) => ({ part, rounds: roundsFor(part) }));
  const modelsBy = (weightsOf: (part: Table) => Float64Array): TreeModel[] => parts.map(({ part, rounds }) => treesAfter(rounds, part.columns, part.y, weightsOf(part)));
  const whole = modelsBy((part) => part.weights);
  const explain = treeExplainer(whole[1] as TreeModel);
  let halves: ReadonlyArray<(seen: Seen) => SpanChances> | null = null;
  return {
    spans: spansBy(whole, facts),
    halves: () => (halves ??= Array.from({ length: halfSamples }, (_, half) => spansBy(modelsBy((part) => halfOf(part, input.seed, half)), facts))),
    reasons: (seen, ahead) => summedBy(facts.groups, explain(facts.read(seen)(ahead)).contributions),
  };
}

function thinned(input: BoostedInput): BoostedInput {
  const { rows, closings, won, weights, seed } = input;
  const shares = [Math.min(1, closingsKept / Math.max(1, closings)), Math.min(1, quietKept / Math.max(1, rows.length - closings))] as const;
  const shareOf = (row: number): number => (row < closings ? shares[0] : shares[1]);
  const random = randomStream('rows for trees', seed);
  const kept = rows.keys().filter((row) => random() < shareOf(row)).toArray();
  const ends = kept.filter((row) => row < closings);
  return {
    ...input, closings: ends.length, rows: kept.map((row) => rows[row] as SpanRow), won: ends.map((row) => won[row] as number),
    weights: Float64Array.from(kept, (row) => (weights[row] as number) / shareOf(row)),
  };
}

const createdAt = (log: Log, { landmark }: SpanRow): number => log.deals[landmark.deal]?.createdAt ?? 0;

function tableOf({ rows, seen, log, weights }: BoostedInput, facts: BoostedFacts, own: readonly number[], y: (row: number) => number): Table {
  const columns = facts.groups.map(() => new Float64Array(own.length));
  const readers = new Map<Landmark, (ahead: Ahead) => Float64Array>();
  own.forEach((row, at) => {
    const { landmark, bin } = rows[row] as SpanRow;
    const read = readers.get(landmark) ?? facts.read(seen(landmark));
    readers.set(landmark, read);
    read(aheadOf(bin, landmark.at, log.fiscalStartMonth)).forEach((value, column) => { (columns[column] as Float64Array)[at] = value; });
  });
  return { columns, y: Float64Array.from(own, y), weights: Float64Array.from(own, (row) => weights[row] as number), deals: Int32Array.from(own, (row) => (rows[row] as SpanRow).landmark.deal) };
}

function roundsFor({ columns, y, weights, deals }: Table): number {
  const order = [...new Set(deals)];
  const from = deals.indexOf(order[Math.floor(order.length * (1 - judgingShare))] ?? -1);
  return roundsJudgedFrom(from, columns, y, weights);
}

/** Weights of a half of the deals, drawn by the deal; the others weigh nothing. */
function halfOf({ deals, weights }: Table, seed: number, half: number): Float64Array {
  const taken = new Map<number, boolean>();
  const isTaken = (deal: number): boolean => {
    const held = taken.get(deal) ?? randomStream('half', seed, half, deal)() < 0.5;
    taken.set(deal, held);
    return held;
  };
  const own = weights.map((weight, row) => (isTaken(deals[row] as number) ? weight : 0));
  return own.some((weight) => weight > 0) ? own : weights;
}

function spansBy(models: readonly TreeModel[], facts: BoostedFacts): (seen: Seen) => SpanChances {
  const [closing, winning] = models.map((model) => treeScorer(model));
  return (seen) => {
    const read = facts.read(seen);
    return { closes: (ahead) => closing?.row(read(ahead))[0] ?? 0, wins: (ahead) => winning?.row(read(ahead))[0] ?? 0 };
  };
}

function summedBy(groups: readonly string[], parts: Float64Array): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  parts.forEach((part, index) => {
    const group = groups[index] as string;
    sums.set(group, (sums.get(group) ?? 0) + part);
  });
  return sums;
}

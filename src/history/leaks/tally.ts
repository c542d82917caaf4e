import type { CellTally } from './compare-rates.ts';
import type { Exposures } from './exposures.ts';

export const kindsOfLeak = ['loss', 'wait'] as const;
export type LeakKind = (typeof kindsOfLeak)[number];

/** Sums of one level of a segmentation in one stage: by kind of leak, over the whole time and over its later part. */
export type LevelTally = Readonly<Record<LeakKind, Readonly<Record<'whole' | 'later', CellTally>>>>;

/**
 * Adds up a stage's exposures by level. `levelOfRow` gives a level's number, or −1 to leave a row out;
 * rows that start at or after `splitAt` belong to the later part. The last entry returned is the sum of all levels.
 */
export function tallyLevels(exposures: Exposures, rows: readonly number[], stage: number, levels: number, levelOfRow: (row: number) => number, splitAt: number): LevelTally[] {
  const raw = Array.from({ length: levels + 1 }, () => emptySums(exposures.cellsPerStage));
  const total = raw[levels] as Sums;
  for (const row of rows) {
    const level = levelOfRow(row);
    if (level < 0) continue;
    const cell = (exposures.cell[row] as number) - stage * exposures.cellsPerStage;
    const part = (exposures.startsAt[row] as number) >= splitAt ? 1 : 0;
    add(raw[level] as Sums, part, cell, exposures, row);
    add(total, part, cell, exposures, row);
  }
  return raw.map(tallyOf);
}

interface Sums {
  readonly days: readonly [Float64Array, Float64Array];
  readonly lost: readonly [Float64Array, Float64Array];
  readonly moved: readonly [Float64Array, Float64Array];
}

function emptySums(cells: number): Sums {
  const pair = (): [Float64Array, Float64Array] => [new Float64Array(cells), new Float64Array(cells)];
  return { days: pair(), lost: pair(), moved: pair() };
}

function add(sums: Sums, part: 0 | 1, cell: number, exposures: Exposures, row: number): void {
  sums.days[part][cell] = (sums.days[part][cell] as number) + (exposures.days[row] as number);
  sums.lost[part][cell] = (sums.lost[part][cell] as number) + (exposures.lost[row] as number);
  sums.moved[part][cell] = (sums.moved[part][cell] as number) + (exposures.moved[row] as number);
}

/**
 * Waits are told by steps forward per day at risk. Losses are told by the share lost among stays that ended in a loss or a
 * step forward, at the same age: a segment that merely decides faster loses no more.
 */
function tallyOf(sums: Sums): LevelTally {
  const ended = [plus(sums.lost[0], sums.moved[0]), plus(sums.lost[1], sums.moved[1])] as const;
  return { loss: byPart(ended, sums.lost, true), wait: byPart(sums.days, sums.moved, false) };
}

type Pair = readonly [Float64Array, Float64Array];

const byPart = (atRisk: Pair, events: Pair, isCount: boolean): LevelTally[LeakKind] => ({
  later: { atRisk: atRisk[1], events: events[1], isCount },
  whole: { atRisk: plus(...atRisk), events: plus(...events), isCount },
});

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, index) => value + (b[index] as number));

import type { DealLog } from '../history/index.ts';
import type { Snapshot } from './landmarks.ts';

/** A deal at an instant, as the encoder sees it. */
export interface Seen {
  readonly snapshot: Snapshot;
  readonly stable: DealLog['stable'];
}

/** Turns what is known of a deal into numbers. `groups` names the fact behind each number; the first is the constant. */
export interface Encoder {
  readonly size: number;
  readonly groups: readonly string[];
  readonly levels: readonly (string | null)[];
  encode(seen: Seen, into: Float64Array, at: number): void;
}

/** A level needs this many rows before it has a number of its own; the rest share none and so stay at the average. */
const fewestOfLevel = 20;
const mostLevels = 15;

type Feature = { readonly group: string; readonly level: string | null; readonly value: (seen: Seen) => number };

const log1p = (value: number): number => Math.log1p(Math.max(0, value));

/** Learns which facts these rows offer: facts that most rows lack are left out. */
export function encoderFor(rows: readonly Seen[], columns: readonly string[], ageKnots: readonly number[]): Encoder {
  const features: Feature[] = [
    { group: 'constant', level: null, value: () => 1 },
    { group: 'age', level: null, value: ({ snapshot }) => log1p(snapshot.ageWeeks) },
    ...ageKnots.map((knot): Feature => ({ group: 'age', level: null, value: ({ snapshot }) => Math.max(0, snapshot.ageWeeks - knot) / Math.max(1, knot) })),
    ...optional(rows, (seen) => seen.snapshot.stage !== null, [
      ...levelsOf(rows, (seen) => seen.snapshot.stage).map((level): Feature => ({ group: 'stage', level, value: ({ snapshot }) => (snapshot.stage === level ? 1 : 0) })),
      { group: 'weeks in stage', level: null, value: ({ snapshot }) => log1p(snapshot.weeksInStage) },
      { group: 'steps back', level: null, value: ({ snapshot }) => Math.min(3, snapshot.backSteps) },
    ]),
    ...optional(rows, (seen) => seen.snapshot.silentWeeks !== null, [
      { group: 'silence', level: null, value: ({ snapshot }) => (snapshot.silentWeeks === null ? 0 : log1p(snapshot.silentWeeks)) },
      { group: 'no touch yet', level: null, value: ({ snapshot }) => (snapshot.silentWeeks === null ? 1 : 0) },
      { group: 'touches in four weeks', level: null, value: ({ snapshot }) => log1p(snapshot.recentTouches) },
    ]),
    ...optional(rows, (seen) => seen.snapshot.pastExpected !== null, [
      { group: 'past the expected close', level: null, value: ({ snapshot }) => (snapshot.pastExpected === true ? 1 : 0) },
      { group: 'pushed out', level: null, value: ({ snapshot }) => Math.min(3, snapshot.pushes) },
    ]),
    ...amountFeature(rows),
    { group: 'end of quarter', level: null, value: ({ snapshot }) => (snapshot.weeksToQuarterEnd <= 2 ? 1 : 0) },
    ...columns.flatMap((column) => levelsOf(rows, (seen) => seen.stable[column] ?? null)
      .map((level): Feature => ({ group: column, level, value: ({ stable }) => (stable[column] === level ? 1 : 0) }))),
  ];
  return {
    size: features.length,
    groups: features.map((feature) => feature.group),
    levels: features.map((feature) => feature.level),
    encode: (seen, into, at) => features.forEach((feature, index) => { into[at + index] = feature.value(seen); }),
  };
}

/** Facts are used where at least half of the rows have them. */
function optional(rows: readonly Seen[], has: (seen: Seen) => boolean, features: readonly Feature[]): readonly Feature[] {
  const held = rows.reduce((count, seen) => count + (has(seen) ? 1 : 0), 0);
  return held * 2 >= rows.length && rows.length > 0 ? features : [];
}

function amountFeature(rows: readonly Seen[]): readonly Feature[] {
  const logs = rows.flatMap(({ snapshot }) => (snapshot.amountCents !== null && snapshot.amountCents > 0 ? [Math.log(snapshot.amountCents)] : [])).sort((a, b) => a - b);
  if (logs.length * 2 < rows.length || logs.length === 0) return [];
  const middle = logs[logs.length >> 1] as number;
  return [{ group: 'amount', level: null, value: ({ snapshot }) => (snapshot.amountCents !== null && snapshot.amountCents > 0 ? Math.log(snapshot.amountCents) - middle : 0) }];
}

function levelsOf(rows: readonly Seen[], of: (seen: Seen) => string | null): string[] {
  const counts = new Map<string, number>();
  for (const seen of rows) {
    const level = of(seen);
    if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= fewestOfLevel).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostLevels).map(([level]) => level);
}

import type { DealLog } from '../history/index.ts';
import { fading, type Ahead } from './horizon.ts';
import type { Snapshot } from './landmarks.ts';

/** A deal at an instant, as the encoder sees it. */
export interface Seen {
  readonly snapshot: Snapshot;
  readonly stable: DealLog['stable'];
}

/**
 * Turns what is known of a deal now, and the span ahead that is asked about, into numbers. `groups` names the fact behind
 * each number; the first is the constant. What may change after the landmark stands twice: as it is, and times how much
 * time it has had to change, so that an early stage can mean "lost if it ends now" and yet "won as often as others if it ends in a quarter".
 */
export interface Encoder {
  readonly size: number;
  readonly groups: readonly string[];
  encode(seen: Seen, ahead: Ahead, into: Float64Array, at: number): void;
}

/** A level needs this many deals before it has a number of its own; the rest share none and so stay at the average. */
const fewestOfLevel = 20;
const mostLevels = 15;

/** `ripens`: what it means may change as the deal grows older. */
type Feature = { readonly group: string; readonly value: (seen: Seen) => number; readonly ripens?: true };
type TimeFeature = { readonly group: string; readonly value: (seen: Seen, ahead: Ahead) => number };

const log1p = (value: number): number => Math.log1p(Math.max(0, value));

/**
 * Learns which facts these rows offer: facts that most rows lack are left out.
 * @param rowsPerDeal how many rows a deal has on average, so that rows are not mistaken for deals
 */
export function encoderFor(rows: readonly Seen[], columns: readonly string[], ageKnots: readonly number[], rowsPerDeal: number): Encoder {
  const time = [...timeFeatures(ageKnots), ...expectedFeature(rows)];
  const changing = changingFeatures(rows, rowsPerDeal);
  const ripening = changing.filter((feature) => feature.ripens);
  const ripeness = ripenessOf(rows);
  const fixed = columns.flatMap((column) => levelsOf(rows, rowsPerDeal, (seen) => seen.stable[column] ?? null)
    .map((level): Feature => ({ group: column, value: ({ stable }) => (stable[column] === level ? 1 : 0) })));
  return {
    size: 1 + time.length + 2 * changing.length + ripening.length + fixed.length,
    groups: ['constant', ...time, ...changing, ...changing, ...ripening, ...fixed].map((one) => (typeof one === 'string' ? one : one.group)),
    encode(seen, ahead, into, at) {
      let next = at;
      into[next++] = 1;
      for (const feature of time) into[next++] = feature.value(seen, ahead);
      const faded = fading(ahead);
      for (const feature of changing) {
        const value = feature.value(seen);
        into[next + changing.length] = value * faded;
        into[next++] = value;
      }
      next += changing.length;
      const ripe = ripeness(seen);
      for (const feature of ripening) into[next++] = feature.value(seen) * ripe;
      for (const feature of fixed) into[next++] = feature.value(seen);
    },
  };
}

/** Age on the log scale, in spreads from its middle. */
function ripenessOf(rows: readonly Seen[]): (seen: Seen) => number {
  const ages = rows.map(({ snapshot }) => log1p(snapshot.ageWeeks));
  const mean = ages.reduce((sum, age) => sum + age, 0) / Math.max(1, ages.length);
  const spread = Math.sqrt(ages.reduce((sum, age) => sum + (age - mean) ** 2, 0) / Math.max(1, ages.length));
  return ({ snapshot }) => (spread === 0 ? 0 : (log1p(snapshot.ageWeeks) - mean) / spread);
}

/** Age moves on by itself, so it is taken at the middle of the span. */
function timeFeatures(ageKnots: readonly number[]): TimeFeature[] {
  const ageThen = (seen: Seen, ahead: Ahead): number => seen.snapshot.ageWeeks + ahead.middleWeeks;
  return [
    { group: 'age', value: (seen, ahead) => log1p(ageThen(seen, ahead)) },
    ...ageKnots.map((knot): TimeFeature => ({ group: 'age', value: (seen, ahead) => Math.max(0, ageThen(seen, ahead) - knot) / Math.max(1, knot) })),
    { group: 'weeks ahead', value: (_, ahead) => fading(ahead) },
    { group: 'weeks ahead', value: (_, ahead) => Math.max(0, fading(ahead) - 0.6) },
    { group: 'weeks ahead', value: (_, ahead) => Math.max(0, fading(ahead) - 1) },
    { group: 'weeks ahead', value: (_, ahead) => Math.log(ahead.widthWeeks) },
    { group: 'end of quarter', value: (_, ahead) => ahead.quarterEndShare },
  ];
}

/** Whether the rep expects the close before the middle of the span. */
function expectedFeature(rows: readonly Seen[]): readonly TimeFeature[] {
  return optional(rows, (seen) => seen.snapshot.weeksToExpected !== null, [
    { group: 'the expected close', value: ({ snapshot }, ahead) => (snapshot.weeksToExpected !== null && snapshot.weeksToExpected <= ahead.middleWeeks ? 1 : 0) },
  ]);
}

function changingFeatures(rows: readonly Seen[], rowsPerDeal: number): readonly Feature[] {
  return [
    ...optional<Feature>(rows, (seen) => seen.snapshot.stage !== null, [
      ...levelsOf(rows, rowsPerDeal, (seen) => seen.snapshot.stage).map((level): Feature => ({ group: 'stage', value: ({ snapshot }) => (snapshot.stage === level ? 1 : 0) })),
      ...inSpreads(rows, [
        { group: 'weeks in stage', value: ({ snapshot }) => log1p(snapshot.weeksInStage) },
        { group: 'steps back', value: ({ snapshot }) => Math.min(3, snapshot.backSteps) },
      ]),
    ]),
    ...optional<Feature>(rows, (seen) => seen.snapshot.silentWeeks !== null, [
      { group: 'no touch yet', value: ({ snapshot }) => (snapshot.silentWeeks === null ? 1 : 0) },
      ...inSpreads(rows, [
        { group: 'silence', value: ({ snapshot }) => (snapshot.silentWeeks === null ? 0 : log1p(snapshot.silentWeeks)) },
        { group: 'touches in four weeks', value: ({ snapshot }) => log1p(snapshot.recentTouches) },
        { group: 'pace of touches', value: ({ snapshot }) => (snapshot.earlierPace === null ? 0 : log1p(snapshot.recentTouches) - log1p(4 * snapshot.earlierPace)) },
      ]),
    ]),
    ...optional<Feature>(rows, (seen) => seen.snapshot.pastExpected !== null, [
      { group: 'past the expected close', value: ({ snapshot }) => (snapshot.pastExpected === true ? 1 : 0) },
      ...inSpreads(rows, [{ group: 'pushed out', value: ({ snapshot }) => Math.min(3, snapshot.pushes) }]),
    ]),
    ...inSpreads(rows, amountFeature(rows)),
  ];
}

/** Numbers in units of their own spread, so that the ridge penalty means the same for all of them, whatever they count. */
function inSpreads(rows: readonly Seen[], features: readonly Feature[]): readonly Feature[] {
  return features.map(({ group, value }) => {
    const values = rows.map(value);
    const mean = values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
    const spread = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length));
    return { group, value: (seen: Seen) => (spread === 0 ? 0 : value(seen) / spread), ripens: true as const };
  });
}

/** Facts are used where at least half of the rows have them. */
function optional<F>(rows: readonly Seen[], has: (seen: Seen) => boolean, features: readonly F[]): readonly F[] {
  const held = rows.reduce((count, seen) => count + (has(seen) ? 1 : 0), 0);
  return held * 2 >= rows.length && rows.length > 0 ? features : [];
}

function amountFeature(rows: readonly Seen[]): readonly Feature[] {
  const logs = rows.flatMap(({ snapshot }) => (snapshot.amountCents !== null && snapshot.amountCents > 0 ? [Math.log(snapshot.amountCents)] : [])).sort((a, b) => a - b);
  if (logs.length * 2 < rows.length || logs.length === 0) return [];
  const middle = logs[logs.length >> 1] as number;
  return [{ group: 'amount', value: ({ snapshot }) => (snapshot.amountCents !== null && snapshot.amountCents > 0 ? Math.log(snapshot.amountCents) - middle : 0) }];
}

/** Levels that enough deals have, the most frequent first. */
export function levelsOf(rows: readonly Seen[], rowsPerDeal: number, of: (seen: Seen) => string | null): string[] {
  const counts = new Map<string, number>();
  for (const seen of rows) {
    const level = of(seen);
    if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= fewestOfLevel * rowsPerDeal).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostLevels).map(([level]) => level);
}

import type { Ahead } from './horizon.ts';
import { levelsOf, type Seen } from './encoder.ts';
import type { Snapshot } from './landmarks.ts';

/** The facts that trees look at: numbers as they are, NaN where they are not known. `groups` names the fact behind each. */
export interface BoostedFacts {
  readonly groups: readonly string[];
  /** Reads a deal once; what it answers fills in the span asked about, always in the same array. */
  read(seen: Seen): (ahead: Ahead) => Float64Array;
}

type Fact = readonly [group: string, value: (snapshot: Snapshot) => number];
type TimeFact = readonly [group: string, value: (snapshot: Snapshot, ahead: Ahead) => number];

const known = (value: number | null): number => value ?? NaN;

/** Age moves on by itself, so it is taken at the middle of the span. */
const ofTime: readonly TimeFact[] = [
  ['age', ({ ageWeeks }, { middleWeeks }) => ageWeeks + middleWeeks],
  ['weeks ahead', (_, { middleWeeks }) => middleWeeks],
  ['weeks ahead', (_, { widthWeeks }) => widthWeeks],
  ['end of quarter', (_, { quarterEndShare }) => quarterEndShare],
  ['the expected close', ({ weeksToExpected }, { middleWeeks }) => known(weeksToExpected) - middleWeeks],
];

const ofDeal: readonly Fact[] = [
  ['weeks in stage', ({ stage, weeksInStage }) => (stage === null ? NaN : weeksInStage)],
  ['steps back', ({ backSteps }) => backSteps],
  ['silence', ({ silentWeeks }) => known(silentWeeks)],
  ['touches in four weeks', ({ recentTouches }) => recentTouches],
  ['pace of touches', ({ recentTouches, earlierPace }) => (earlierPace === null ? NaN : recentTouches / 4 - earlierPace)],
  ['past the expected close', ({ weeksToExpected }) => known(weeksToExpected)],
  ['pushed out', ({ pushes }) => pushes],
  ['amount', ({ amountCents }) => known(amountCents)],
];

/**
 * Learns which stages and levels these rows offer. Stages stand by their place in the order and one by one.
 * @param rowsPerDeal how many rows a deal has on average, so that rows are not mistaken for deals
 */
export function boostedFactsFor(rows: readonly Seen[], columns: readonly string[], order: ReadonlyMap<string, number>, rowsPerDeal: number): BoostedFacts {
  const levels = (of: (seen: Seen) => string | null): string[] => levelsOf(rows, rowsPerDeal, of);
  const stages = levels(({ snapshot }) => snapshot.stage);
  const cells = columns.flatMap((column) => levels(({ stable }) => stable[column] ?? null).map((level) => [column, level] as const));
  const place = ({ stage }: Snapshot): number => (stage === null ? NaN : known(order.get(stage) ?? null));
  return {
    groups: [...[...ofTime, ...ofDeal].map(([group]) => group), 'stage', ...stages.map(() => 'stage'), ...cells.map(([column]) => column)],
    read({ snapshot, stable }) {
      const numbers = Float64Array.of(
        ...ofTime.map(() => NaN), ...ofDeal.map(([, value]) => value(snapshot)), place(snapshot),
        ...stages.map((stage) => (snapshot.stage === stage ? 1 : 0)), ...cells.map(([column, level]) => (stable[column] === level ? 1 : 0)),
      );
      return (ahead) => {
        ofTime.forEach(([, value], at) => { numbers[at] = value(snapshot, ahead); });
        return numbers;
      };
    },
  };
}

import { countWords, type Method, type Reason } from '../model/index.ts';
import type { Seen } from './encoder.ts';
import type { Ahead } from './horizon.ts';
import type { Snapshot } from './landmarks.ts';
import type { WinModel } from './win-model.ts';

export interface Reasoned {
  readonly seen: Seen;
  readonly model: WinModel;
  readonly method: Method;
  /** The span whose chance is explained. */
  readonly ahead: Ahead;
}

/** What the span asked about brings with it: no fact of the deal. */
const calendar: ReadonlySet<string> = new Set(['weeks ahead', 'end of quarter']);

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** The three facts that move the win share most, on the log-odds scale of the uncalibrated model, where they add up. */
export function reasonsOf({ seen, model, method, ahead }: Reasoned): Reason[] {
  const parts = partsOf({ seen, model, method, ahead });
  return [...parts].filter(([group, part]) => !calendar.has(group) && Math.abs(part) > 0.01).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 3)
    .map(([feature, logOdds]) => ({ feature, logOdds: round(logOdds), text: reasonText(feature, seen, logOdds) }));
}

/** What each fact adds to the log-odds of winning; tables and rates have no facts of a deal's own. */
function partsOf({ seen, model, method, ahead }: Reasoned): ReadonlyMap<string, number> {
  if (method === 'trees') return model.boosted().reasons(seen, ahead);
  return method === 'hazard' ? pooledParts(model, seen, ahead) : new Map();
}

function pooledParts({ encoder, winning, centre }: WinModel, seen: Seen, ahead: Ahead): ReadonlyMap<string, number> {
  const x = new Float64Array(encoder.size);
  encoder.encode(seen, ahead, x, 0);
  const byGroup = new Map<string, number>();
  for (let index = 1; index < x.length; index += 1) {
    const part = (winning.coefficients[index] as number) * ((x[index] as number) - (centre[index] as number));
    const group = encoder.groups[index] as string;
    byGroup.set(group, (byGroup.get(group) ?? 0) + part);
  }
  return byGroup;
}

function reasonText(feature: string, seen: Seen, logOdds: number): string {
  const fact = facts[feature]?.(seen.snapshot) ?? `${feature}: ${seen.stable[feature] ?? 'none'}`;
  return `${fact} ${logOdds > 0 ? 'raises the chance' : 'lowers the chance'}`;
}

const silent = 'no dated activity yet';

/** How each fact that the encoder reads off a deal is said. */
const facts: Readonly<Record<string, (snapshot: Snapshot) => string>> = {
  age: ({ ageWeeks }) => `open for ${countWords(Math.round(ageWeeks), 'week')}`,
  stage: ({ stage }) => `in ${stage ?? 'no stage'}`,
  'weeks in stage': ({ weeksInStage }) => (weeksInStage < 0.5 ? 'new in this stage' : `${countWords(Math.round(weeksInStage), 'week')} in this stage`),
  'steps back': ({ backSteps }) => (backSteps === 0 ? 'never moved back a stage' : `moved back a stage ${times(backSteps)}`),
  silence: ({ silentWeeks }) => (silentWeeks === null ? silent : `last dated activity ${countWords(Math.round(silentWeeks * 7), 'day')} ago`),
  'no touch yet': ({ silentWeeks }) => (silentWeeks === null ? silent : 'has dated activities'),
  'touches in four weeks': ({ recentTouches }) => `${countWords(recentTouches, 'activity', 'activities')} in four weeks`,
  'pace of touches': ({ recentTouches, earlierPace }) => (earlierPace === null ? 'too young for a change of pace' : `${paceWords(recentTouches / 4, earlierPace)} than before`),
  'past the expected close': ({ pastExpected }) => (pastExpected ? 'past the close date the rep expected' : 'not past its expected close date'),
  'pushed out': ({ pushes }) => (pushes === 0 ? 'close date never pushed out' : `close date pushed out ${times(pushes)}`),
  'the expected close': ({ weeksToExpected }) => (weeksToExpected === null ? 'no expected close date' : 'the close date the rep expects'),
  amount: () => 'its amount',
};

const paceWords = (now: number, before: number): string => (now >= before ? 'more activities a week in the last four weeks' : 'fewer activities a week in the last four weeks');

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

import type { Chance } from '../chance.ts';
import { dayMs, openStages, quarterEnd } from '../company.ts';

export type Ending = 'won' | 'lost' | 'no_decision';

/** A stay in a stage: what really happened, in the hidden world. */
export interface Stay {
  readonly stage: string;
  readonly from: number;
}

/** What decides how a deal goes, but for luck. */
export interface Course {
  /** Probability that the buyer wants it, leaks left aside. */
  readonly wants: number;
  /** Median days of a stay outside a leak. */
  readonly stayDays: number;
  /** The company's leak, where this deal can fall into it. */
  readonly leak: { readonly stage: string; readonly waitFactor: number; readonly extraLoss: number } | undefined;
  /** Share of wins that are pulled to, or held until, the end of their quarter. */
  readonly bunching: number;
}

/** Where a deal stands: it enters this stage at `at`, after these stays. */
export interface Place {
  readonly stays: readonly Stay[];
  readonly stage: number;
  /** Steps back so far; there are two at most. */
  readonly stepsBack: number;
  readonly at: number;
}

export interface Walk {
  readonly stays: readonly Stay[];
  readonly ending: Ending;
  readonly endsAt: number;
  /** It fell out at the planted leak. */
  readonly leaked: boolean;
}

export const stepBack = 0.1;
export const skipAhead = 0.06;
export const staySpread = 0.7;
export const shortestStayDays = 0.2;
/** Deals that nobody wants any more hang on with this chance, for this many days on average. */
export const hangOn = { chance: 0.4, meanDays: 35 } as const;
/** Shares of the stages at whose end unwanted deals are lost. */
export const lossShares: ReadonlyArray<readonly [stage: number, share: number]> = [[0, 0.25], [1, 0.28], [2, 0.25], [3, 0.1], [4, 0.12]];
export const wonStage = openStages.length;

/** Stage by stage: a stay, then onwards, back, or out. Ready buyers go faster; the unready hang on. */
export function walk(course: Course, chance: Chance, createdAt: number): Walk {
  const lostAt = chance.happens(course.wants) ? wonStage : chance.weighted(lossShares);
  return walkOn(course, chance, { stays: [], stage: 0, stepsBack: 0, at: createdAt }, lostAt);
}

/** The rest of a walk whose buyer drops it at the end of stage `lostAt`, or buys (`wonStage`). `firstStayDays` is drawn where it is not given. */
export function walkOn(course: Course, chance: Chance, place: Place, lostAt: number, firstStayDays?: number): Walk {
  const stays = [...place.stays];
  let { at, stage, stepsBack } = place;
  let given = firstStayDays;
  for (;;) {
    const name = openStages[stage] as string;
    stays.push({ stage: name, from: at });
    const leak = leakIn(course, stage);
    at += (given ?? Math.max(shortestStayDays, chance.lognormal(medianStay(course, stage), staySpread))) * dayMs;
    given = undefined;
    if (leak && chance.happens(leak.extraLoss)) return { stays, ending: 'lost', endsAt: at, leaked: true };
    if (stage >= lostAt) return { stays, ending: chance.happens(0.3) ? 'no_decision' : 'lost', endsAt: at + (chance.happens(hangOn.chance) ? chance.waiting(hangOn.meanDays) * dayMs : 0), leaked: false };
    if (stage > 0 && stepsBack < 2 && chance.happens(stepBack)) { stage -= 1; stepsBack += 1; continue; }
    if (stage === wonStage - 1) return { stays, ending: 'won', endsAt: bunched(course, chance, stays, at), leaked: false };
    stage += chance.happens(skipAhead) && maySkip(stage, lostAt) ? 2 : 1;
  }
}

/** Median days of a stay in a stage (its number). */
export const medianStay = (course: Course, stage: number): number => course.stayDays * (leakIn(course, stage)?.waitFactor ?? 1);

/** The leak of a stage (its number), where this deal meets one there. */
export const leakIn = ({ leak }: Course, stage: number): Course['leak'] => (leak?.stage === openStages[stage] ? leak : undefined);

/** A skip never jumps over the stage in which the deal is dropped, nor over the last one. */
export const maySkip = (stage: number, lostAt: number): boolean => stage < openStages.length - 2 && stage + 1 < lostAt;

/** Some wins are pulled to, or held until, the last days of their quarter. */
function bunched(course: Course, chance: Chance, stays: readonly Stay[], at: number): number {
  if (!chance.happens(course.bunching)) return at;
  const end = quarterEnd(at);
  const lastStep = (stays.at(-1) as Stay).from;
  return end - at < 45 * dayMs ? Math.max(lastStep + 0.1 * dayMs, end - chance.between(0.1, 9) * dayMs) : at;
}

/** Share of the buyers who would buy that a leak lets through: exact, over all ways through the stages. */
export function survivesLeak(course: Course): number {
  const { leak } = course;
  if (!leak) return 1;
  const from = (stage: number, steps: number): number => {
    if (stage === wonStage) return 1;
    const back = stage > 0 && steps < 2 ? stepBack : 0;
    const skip = maySkip(stage, wonStage) ? skipAhead : 0;
    const onwards = (1 - skip) * from(stage + 1, steps) + (skip > 0 ? skip * from(stage + 2, steps) : 0);
    return (openStages[stage] === leak.stage ? 1 - leak.extraLoss : 1) * ((back > 0 ? back * from(stage - 1, steps + 1) : 0) + (1 - back) * onwards);
  };
  return from(0, 0);
}

import { Chance } from '../chance.ts';
import { dayMs, openStages, quarterEnd, type Company } from '../company.ts';
import { dealLife, type DealLife } from '../world/deal-life.ts';
import { recordAt, writesOf } from '../record/deal-records.ts';
import { firstHit } from '../world/bad-news.ts';
import { hangOn, leakIn, lossShares, maySkip, medianStay, shortestStayDays, skipAhead, staySpread, walkOn, wonStage, type Course, type Place } from '../world/deal-walk.ts';
import { normalAbove, tailAbove } from './normal-curve.ts';

/** What one who knows all of the hidden world, but not the luck still to come, would say of a deal that the CRM shows as open. */
export interface OracleChance {
  readonly id: string;
  /** The deal is over, though nobody has written it down yet, or ever will: the chances are 0 or 1. */
  readonly isOver: boolean;
  /** Probability of being won at all. */
  readonly win: number;
  /** Probability of being won by the end of the running quarter, in UTC. */
  readonly winInQuarter: number;
}

/** The hidden state of a deal that runs at a moment. */
interface Standing {
  readonly course: Course;
  readonly place: Place;
  /** Days already spent in the running stay. */
  readonly elapsedDays: number;
  readonly at: number;
}

/**
 * Chances at `at` (UTC ms) of every deal that the CRM shows as open then, in the order of their creation numbers.
 * The course of a deal, its path and the days of its stay are given; whether it will be bought is weighed by Bayes' rule over the path, and the rest is
 * simulated `draws` times with fresh streams. Nothing that happens after `at` is used: bad news to come is as unknown to the oracle as to everybody.
 */
export function oracleAt(company: Company, at: number, draws = 200): OracleChance[] {
  const chances: OracleChance[] = [];
  for (let index = 0; index < company.deals; index += 1) {
    const life = dealLife(company, index);
    const record = life.createdAt <= at ? recordAt(writesOf(company, life), at) : null;
    if (record !== null && !record.stage.startsWith('Closed')) chances.push(chanceOf(company, life, at, draws));
  }
  return chances;
}

function chanceOf(company: Company, life: DealLife, at: number, draws: number): OracleChance {
  if (life.endsAt <= at) {
    const won = life.ending === 'won' ? 1 : 0;
    return { id: life.id, isOver: true, win: won, winInQuarter: won };
  }
  const hit = firstHit(company, { index: life.index, industry: life.account.industry, createdAt: life.createdAt }, at);
  const futures = winningFutures(standingAt(life, at), draws, new Chance('oracle', company.seed, life.index, at)).filter(({ wonAt }) => hit === null || wonAt <= hit.leavesAt);
  const total = futures.reduce((sum, { weight }) => sum + weight, 0);
  const within = futures.reduce((sum, { weight, wonAt }) => sum + (wonAt < quarterEnd(at) ? weight : 0), 0);
  return { id: life.id, isOver: false, win: total, winInQuarter: within };
}

function standingAt(life: DealLife, at: number): Standing {
  const stays = life.stays.filter((stay) => stay.from <= at);
  const stages = stays.map((stay) => openStages.indexOf(stay.stage as (typeof openStages)[number]));
  const from = stays.at(-1)?.from as number;
  const place = { stays: stays.slice(0, -1), stage: stages.at(-1) as number, stepsBack: stages.filter((stage, step) => step > 0 && stage < (stages[step - 1] as number)).length, at: from };
  return { course: life.course, place, elapsedDays: (at - from) / dayMs, at };
}

interface Future {
  /** Probability of this future, given what has happened. */
  readonly weight: number;
  readonly wonAt: number;
}

/** Futures in which the deal is won, with weights that sum to the probability of a win. */
function winningFutures(standing: Standing, draws: number, chance: Chance): Future[] {
  const { course } = standing;
  const unwanted = lossShares.reduce((sum, [stage, share]) => sum + (1 - course.wants) * share * pathLikelihood(standing, stage) * stillRunning(standing, stage), 0);
  const path = course.wants * pathLikelihood(standing, wonStage);
  const drawn = Array.from({ length: draws }, () => drawFuture(standing, chance));
  const alive = drawn.reduce((sum, { weight }) => sum + weight, 0) / draws;
  const scale = path / (draws * (path * alive + unwanted));
  return drawn.filter(({ isWon }) => isWon).map(({ weight, wonAt }) => ({ weight: weight * scale, wonAt }));
}

/** How well the moves so far fit a deal that is dropped in stage `lostAt`, up to a factor that all have in common. */
function pathLikelihood({ place }: Standing, lostAt: number): number {
  const stages = [...place.stays.map((stay) => openStages.indexOf(stay.stage as (typeof openStages)[number])), place.stage];
  return stages.slice(1).reduce((product, to, step) => product * moveLikelihood(stages[step] as number, to, lostAt), place.stage > lostAt ? 0 : 1);
}

function moveLikelihood(from: number, to: number, lostAt: number): number {
  if (from >= lostAt) return 0;
  if (to < from) return 1;
  if (to === from + 2) return maySkip(from, lostAt) ? skipAhead : 0;
  return maySkip(from, lostAt) ? 1 - skipAhead : 1;
}

/** Probability that a deal dropped in stage `lostAt` is still where it stands after the days elapsed. */
function stillRunning(standing: Standing, lostAt: number): number {
  const beyond = staysBeyond(standing);
  if (lostAt !== standing.place.stage) return beyond;
  return beyond + (1 - (leakIn(standing.course, standing.place.stage)?.extraLoss ?? 0)) * hangOn.chance * hangsOn(standing);
}

/** The elapsed days as a standard normal of the logarithm. */
const scoreOf = ({ course, place, elapsedDays }: Standing): number =>
  (elapsedDays < shortestStayDays ? Number.NEGATIVE_INFINITY : Math.log(elapsedDays / medianStay(course, place.stage)) / staySpread);

const staysBeyond = (standing: Standing): number => tailAbove(scoreOf(standing));

/** Probability that the stay is over and that the hanging on after it is not, given that it hangs on: by the trapezoidal rule over the length of the stay. */
function hangsOn(standing: Standing): number {
  const end = scoreOf(standing);
  const start = -6;
  if (end <= start) return 0;
  const step = (end - start) / 400;
  let sum = 0;
  for (let point = 0; point <= 400; point += 1) {
    const z = start + point * step;
    const days = Math.max(shortestStayDays, medianStay(standing.course, standing.place.stage) * Math.exp(staySpread * z));
    const value = Math.exp(-z * z / 2) * Math.exp(-(standing.elapsedDays - days) / hangOn.meanDays);
    sum += point === 0 || point === 400 ? value / 2 : value;
  }
  return sum * step / Math.sqrt(2 * Math.PI);
}

/** Probability that a deal whose last stay is over is wanted, given the way it went, had nothing but the buyer's mind decided. */
export function wantedAfter(life: DealLife): number {
  const standing = standingAt(life, life.endsAt);
  const wanted = life.course.wants * pathLikelihood(standing, wonStage);
  return wanted / (wanted + lossShares.reduce((sum, [stage, share]) => sum + (1 - life.course.wants) * share * pathLikelihood(standing, stage), 0));
}

/** One way on for a deal that is wanted; weight 0 where it would have left its stage, or been won, before now. */
function drawFuture(standing: Standing, chance: Chance): Future & { readonly isWon: boolean } {
  const { course, place, at } = standing;
  const split = place.stage === wonStage - 1 && course.bunching > 0;
  const isBeyond = !split || chance.happens(0.5);
  const weight = (isBeyond ? staysBeyond(standing) : 1 - staysBeyond(standing)) * (split ? 2 : 1);
  if (weight === 0) return { weight: 0, wonAt: 0, isWon: false };
  const score = scoreOf(standing);
  const z = isBeyond ? normalAbove(chance, score) : -normalAbove(chance, -score);
  const stayDays = Math.max(shortestStayDays, medianStay(course, place.stage) * Math.exp(staySpread * z));
  const walked = walkOn(course, chance, place, wonStage, stayDays);
  const leftAt = walked.stays[place.stays.length + 1]?.from ?? walked.endsAt;
  return { weight: leftAt > at ? weight : 0, wonAt: walked.endsAt, isWon: walked.ending === 'won' };
}

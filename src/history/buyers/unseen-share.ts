import type { Bounded, BoundedMean } from '../../learn/index.ts';
import { countWords, influenceKinds, influenceNames, isoDate, type ClickCanShow, type Influence, type Refusal, type UnseenAnswer } from '../../model/index.ts';
import type { Log } from '../log.ts';
import { askedDeals, isDecided, standingOf, type AskedDeal } from './asked-deals.ts';
import { boundsOf, type Counts } from './bounds.ts';
import type { Said } from './said.ts';
import { creditsOf, hasClick, type TypedTouches } from './what-trackers-suggest.ts';

export interface UnseenParts {
  readonly log: Log;
  readonly said: readonly Said[];
  readonly typed: TypedTouches;
  readonly asOf: number;
  readonly misnaming: number;
}

/** Decided deals with an answer before bounds are given. */
const fewestDeals = 10;
const level = 0.95;
/** How far the silent may differ from those who answered, where somebody wants a narrower answer than the worst case: a planning figure. */
const usualOdds = 2;
const triedMisnaming = [0, 0.1, 0.2, 0.3] as const;

const hidden: Readonly<Record<ClickCanShow, Bounded>> = { no: { low: 1, high: 1 }, perhaps: { low: 0, high: 1 }, yes: { low: 0, high: 0 } };
const hiddenAtWord: Readonly<Record<ClickCanShow, Bounded>> = { no: { low: 1, high: 1 }, perhaps: { low: 0.5, high: 0.5 }, yes: { low: 0, high: 0 } };
const unseen: Counts = (kind) => hidden[influenceKinds[kind].clickCanShow];
/** A kind that a click shows sometimes counts half. */
const unseenAtWord: Counts = (kind) => hiddenAtWord[influenceKinds[kind].clickCanShow];

/**
 * The share of decided deals that no click could have shown, as bounds over the deals somebody was asked about. A deal's value is
 * the share of the people asked whom nothing clickable moved most.
 */
export function unseenShare({ log, said, typed, asOf, misnaming }: UnseenParts): UnseenAnswer {
  const deals = askedDeals(log, said, asOf, true).filter(isDecided);
  const answering = deals.filter((deal) => deal.answers.length > 0);
  const refusal = answering.length >= fewestDeals ? null : tooFew(answering.length, deals.length);
  const full = boundsOf(deals, unseen, { misnaming, silent: true }, level);
  const naive = boundsOf(deals, unseenAtWord, { misnaming: 0, silent: false }, level);
  const given = refusal === null;
  return {
    low: given ? full.intervalLow : null, high: given ? full.intervalHigh : null,
    naive: given ? naive.low : null, naiveLow: given ? naive.intervalLow : null, naiveHigh: given ? naive.intervalHigh : null,
    level, misnaming, ifAlike: given ? ifAlike(deals, misnaming, usualOdds, full) : null,
    sensitivity: given ? triedMisnaming.map((share) => { const bounds = boundsOf(deals, unseen, { misnaming: share, silent: true }, level); return { misnaming: share, low: bounds.intervalLow, high: bounds.intervalHigh }; }) : [],
    steps: given ? stepsOf(deals, misnaming) : [],
    dealsAsked: deals.length, dealsAnswered: answering.length, answers: answering.reduce((sum, deal) => sum + deal.answers.length, 0),
    allDecided: given ? ofAllDecided(log, deals, full, asOf) : null,
    tracked: trackedOf(deals, typed, asOf), kinds: kindsOf(answering),
    sentence: given ? sentenceOf(full, answering.length, deals.length) : `${refusal?.reason} ${refusal?.needed}`,
    refusal, asOf: isoDate(asOf),
  };
}

/**
 * Bounds where the silent are not anything at all, but differ from those who answered about deals that ended alike by odds of at
 * most `odds` (a bound on selection in the manner of Rosenbaum 2002, ch. 4). Won and lost deals answer differently, so each is
 * bounded by itself, with its own 95 % interval, and weighed by its deals. Never wider than the worst case.
 */
function ifAlike(deals: readonly AskedDeal[], misnaming: number, odds: number, worst: BoundedMean): UnseenAnswer['ifAlike'] {
  const strata = (['won', 'lost'] as const).map((standing) => deals.filter((deal) => deal.standing === standing)).filter((stratum) => stratum.length > 0);
  const mean = (of: (stratum: readonly AskedDeal[]) => number): number => strata.reduce((sum, stratum) => sum + of(stratum) * stratum.length, 0) / deals.length;
  const heard = (stratum: readonly AskedDeal[]) => boundsOf(stratum, unseen, { misnaming, silent: false }, level);
  const silentShare = (stratum: readonly AskedDeal[]): number => stratum.reduce((sum, deal) => sum + 1 - deal.answers.length / deal.asked.length, 0) / stratum.length;
  const mixed = (share: number, silent: number, by: number): number => (1 - silent) * share + silent * ((by * share) / (1 - share + by * share));
  return {
    odds,
    low: Math.max(worst.intervalLow, mean((stratum) => mixed(heard(stratum).intervalLow, silentShare(stratum), 1 / odds))),
    high: Math.min(worst.intervalHigh, mean((stratum) => mixed(heard(stratum).intervalHigh, silentShare(stratum), odds))),
  };
}

/** What each allowance adds, one after the other, without chance. */
function stepsOf(deals: readonly AskedDeal[], misnaming: number): UnseenAnswer['steps'] {
  const atWord = boundsOf(deals, unseen, { misnaming: 0, silent: false }, level);
  const misnamed = boundsOf(deals, unseen, { misnaming, silent: false }, level);
  const silent = boundsOf(deals, unseen, { misnaming, silent: true }, level);
  return [
    { allowing: 'kinds that a click shows only sometimes', low: atWord.low, high: atWord.high },
    { allowing: `${Math.round(misnaming * 100)} % of answers naming the wrong thing`, low: misnamed.low, high: misnamed.high },
    { allowing: 'everybody who was silent', low: silent.low, high: silent.high },
    { allowing: 'chance (95 %)', low: silent.intervalLow, high: silent.intervalHigh },
  ];
}

/** Deals decided since the first question; about those nobody was asked about, nothing is known. */
function ofAllDecided(log: Log, asked: readonly AskedDeal[], full: BoundedMean, asOf: number): UnseenAnswer['allDecided'] {
  const since = Math.min(...asked.flatMap((deal) => deal.asked.map((one) => one.askedAt)));
  const ids = new Set(asked.map((deal) => deal.dealId));
  const others = log.deals.filter((deal) => !ids.has(deal.id) && (deal.outcome?.at ?? -Infinity) >= since && ['won', 'lost'].includes(standingOf(deal, asOf))).length;
  const share = asked.length / (asked.length + others);
  return { deals: asked.length + others, low: share * full.intervalLow, high: share * full.intervalHigh + (1 - share) };
}

function trackedOf(deals: readonly AskedDeal[], typed: TypedTouches, asOf: number): UnseenAnswer['tracked'] {
  const known = deals.flatMap(({ deal }) => (deal ? [{ deal, credits: creditsOf(deal, typed, asOf) }] : []));
  return { deals: known.length, withTouch: known.filter(({ deal, credits }) => deal.touches.length > 0 || credits.size > 0).length, withClick: known.filter(({ credits }) => hasClick(credits)).length };
}

function kindsOf(deals: readonly AskedDeal[]): UnseenAnswer['kinds'] {
  const answers = deals.flatMap((deal) => deal.answers);
  const countOf = (kind: Influence): number => answers.filter((answer) => answer.said === kind).length;
  return influenceNames.map((kind) => ({ kind, label: influenceKinds[kind].name, clickCanShow: influenceKinds[kind].clickCanShow, why: influenceKinds[kind].why, answers: countOf(kind) }));
}

const tooFew = (answering: number, asked: number): Refusal => ({
  code: 'too_few_answers', reason: `Not enough to bound it. ${countWords(answering, 'decided deal')} with an answer, of ${asked} asked about.`, needed: `This opens at ${fewestDeals} decided deals with an answer.`,
  rule: `${fewestDeals} = below it the range is wider than 60 points even if everybody answers`, worksNow: ['counts of each answer', 'what trackers saw'],
});

function sentenceOf({ intervalLow, intervalHigh }: BoundedMean, answering: number, asked: number): string {
  const percent = (share: number): number => Math.round(share * 100);
  return `Between ${percent(intervalLow)} and ${percent(intervalHigh)} of 100 decisions were moved most by something no click could have shown (${countWords(answering, 'deal')} with an answer of ${asked} asked about).`;
}

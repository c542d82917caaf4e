import { krippendorffAlpha, wilsonInterval } from '../../learn/index.ts';
import { countWords, influenceKinds, influenceNames, isoDate, type BuyersAnswer, type Influence, type OptionSaid, type Refusal, type ResponseOf } from '../../model/index.ts';
import type { Log } from '../log.ts';
import { askedDeals, type AskedDeal, type Standing } from './asked-deals.ts';
import { boundsOf, isKind } from './bounds.ts';
import { ranksOf, sharesIn } from './ranks.ts';
import type { Said } from './said.ts';

/** Answers before kinds are ranked. */
export const answersToRank = 30;
const z80 = 1.2815516;

export interface SaidParts {
  readonly log: Log;
  readonly said: readonly Said[];
  readonly asOf: number;
  readonly misnaming: number;
  /** Leaves out answers about deals that the log does not hold, such as those beyond a scope. */
  readonly knownOnly: boolean;
  readonly tracked: BuyersAnswer['tracked'];
}

/** What buyers said on a date: how many came back, each kind with its ranges, agreement within deals; a ranking from 30 answers on. */
export function whatBuyersSaid(parts: SaidParts): BuyersAnswer {
  const { log, asOf, misnaming, tracked } = parts;
  const deals = askedDeals(log, parts.said, asOf, parts.knownOnly);
  const asked = deals.flatMap((deal) => deal.asked);
  const answers = deals.flatMap((deal) => deal.answers);
  const refusal = answers.length >= answersToRank ? null : tooFewToRank(answers.length, asked.length);
  const options = optionsOf(deals, misnaming, refusal === null);
  return {
    asked: asked.length, answered: answers.length, declined: asked.filter((one) => one.declined).length,
    dealsAsked: deals.length, dealsAnswered: deals.filter((deal) => deal.answers.length > 0).length,
    response: responseOf(deals), options, misnaming, agreement: agreementOf(deals), offers: offersOf(asked), tracked,
    unrecognised: answers.filter((answer) => !answer.recognised).length,
    sentence: sentenceOf(asked.length, answers.length, options, refusal), refusal, asOf: isoDate(asOf),
  };
}

const standings: readonly Standing[] = ['won', 'lost', 'open', 'unknown'];

function responseOf(deals: readonly AskedDeal[]): ResponseOf[] {
  return standings.flatMap((outcome) => {
    const asked = deals.filter((deal) => deal.standing === outcome).flatMap((deal) => deal.asked);
    const answered = asked.filter((one) => one.said !== null).length;
    if (asked.length === 0) return [];
    return [{ outcome, asked: asked.length, answered, declined: asked.filter((one) => one.declined).length, rate: answered / asked.length, ...wilsonInterval(answered, asked.length, z80) }];
  });
}

function optionsOf(deals: readonly AskedDeal[], misnaming: number, ranked: boolean): OptionSaid[] {
  const answering = deals.filter((deal) => deal.answers.length > 0);
  const shares = answering.map(sharesIn);
  const ranks = ranked ? ranksOf(answering) : null;
  const options = influenceNames.map((kind): OptionSaid => {
    const sum = shares.reduce((total, one) => total + one[kind], 0);
    const range = answering.length === 0 ? null : wilsonInterval(sum, answering.length, z80);
    const worst = deals.length === 0 ? null : boundsOf(deals, isKind(kind), { misnaming, silent: true }, 0.8);
    return {
      kind, label: influenceKinds[kind].name, answers: countOf(answering, kind), wonAnswers: countOf(withStanding(answering, 'won'), kind), lostAnswers: countOf(withStanding(answering, 'lost'), kind),
      share: range ? sum / answering.length : null, low: range?.low ?? null, high: range?.high ?? null, worstLow: worst?.intervalLow ?? null, worstHigh: worst?.intervalHigh ?? null,
      rankLow: ranks?.get(kind)?.low ?? null, rankHigh: ranks?.get(kind)?.high ?? null,
    };
  });
  return ranked ? options.sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || b.answers - a.answers) : options;
}

const withStanding = (deals: readonly AskedDeal[], standing: Standing): AskedDeal[] => deals.filter((deal) => deal.standing === standing);
const countOf = (deals: readonly AskedDeal[], kind: Influence): number => deals.flatMap((deal) => deal.answers).filter((answer) => answer.said === kind).length;

/** Pairs of people of one deal, and whether they named the same. */
function agreementOf(deals: readonly AskedDeal[]): BuyersAnswer['agreement'] {
  const several = deals.filter((deal) => deal.answers.length > 1);
  const pairs = several.flatMap(({ answers }) => answers.flatMap((a, at) => answers.slice(at + 1).map((b) => a.said === b.said)));
  const samePairs = pairs.filter(Boolean).length;
  return {
    deals: several.length, pairs: pairs.length, samePairs, share: pairs.length === 0 ? null : samePairs / pairs.length,
    alpha: krippendorffAlpha(several.map((deal) => deal.answers.map((answer) => answer.said))),
  };
}

function offersOf(asked: readonly Said[]): BuyersAnswer['offers'] {
  const answers = asked.flatMap((one) => one.offerWanted ?? []);
  const wanted = answers.filter(Boolean).length;
  return { answered: answers.length, wanted, share: answers.length === 0 ? null : wanted / answers.length, ...(answers.length === 0 ? { low: null, high: null } : wilsonInterval(wanted, answers.length, z80)) };
}

const tooFewToRank = (answers: number, asked: number): Refusal => ({
  code: asked === 0 ? 'no_rows' : 'too_few_answers',
  reason: asked === 0 ? 'Nobody has been asked yet.' : `Not enough to rank. ${countWords(answers, 'answer')} of ${countWords(asked, 'person', 'people')} asked.`,
  needed: asked === 0 ? 'Ask a buyer from the page of a deal, or import answers you have.' : `This opens at ${answersToRank} answers.`,
  rule: `${answersToRank} = the count at which a share of one half is known to ±12 points, 8 times in 10`,
  worksNow: asked === 0 ? ['links to ask with', 'import of answers'] : ['counts of each answer', 'who came back', 'bounds'],
});

function sentenceOf(asked: number, answers: number, options: readonly OptionSaid[], refusal: Refusal | null): string {
  if (asked === 0) return 'Nobody has been asked yet.';
  const came = `${countWords(answers, 'answer')} of ${countWords(asked, 'person', 'people')} asked.`;
  const first = options[0];
  if (refusal || !first || first.share === null || first.low === null || first.high === null) return came;
  const percent = (share: number): number => Math.round(share * 100);
  return `${came} Named most: ${first.label.toLowerCase()}, on ${percent(first.share)} % of deals that answered (8 in 10: ${percent(first.low)}–${percent(first.high)}).`;
}

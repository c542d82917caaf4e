import { isoDate, quarterOf, type ChangesAnswer, type Movement } from '../../model/index.ts';
import type { DealLog, Log } from '../log.ts';
import { logAsOf } from '../log-as-of.ts';
import { sayDate, sayDeals, sayList, sayMoney } from '../say.ts';
import { stepsOf, sumMovements } from './movements.ts';
import { pipelineRule, pipelineShare, unseenBetween, type PipelineRule } from './quarter-pipeline.ts';

const stageMovesShown = 200;

/**
 * What moved the open pipeline of the quarter that holds `asOf`, from `since` on (both UTC ms). Deals count in the
 * quarter they were expected to close in, by what was known on each date. Amounts are major units of the reporting
 * currency, or numbers of deals (`unit`) where amounts are missing or cannot be summed. Start plus movements is end.
 */
export function changesBetween(log: Log, since: number, asOf: number, fiscalStartMonth = log.fiscalStartMonth): ChangesAnswer {
  const known = logAsOf(log, asOf);
  const quarter = quarterOf(asOf, fiscalStartMonth);
  const rule = pipelineRule(known, quarter);
  const steps = known.deals.flatMap((deal) => stepsOf(deal, since, asOf, rule).map((step) => ({ dealId: deal.id, step })));
  const start = openAt(known, since, rule);
  const end = openAt(known, asOf, rule);
  const movements = sumMovements(steps);
  return {
    since: isoDate(since), asOf: isoDate(asOf), quarter: quarter.name,
    currency: rule.inDeals ? null : known.reportingCurrency,
    unit: rule.inDeals ? 'deals' : 'money',
    start: start.cents / 100, end: end.cents / 100, startDeals: start.deals, endDeals: end.deals,
    movements,
    stageMoves: stageMoves(known.deals, since, asOf),
    restatements: 0,
    sentence: sentenceOf(known, since, asOf, rule, end.cents - start.cents, movements),
    missing: unseenBetween(known, since, rule),
  };
}

function openAt(log: Log, at: number, rule: PipelineRule): { cents: number; deals: number } {
  const counted = log.deals.map((deal) => pipelineShare(deal, at, rule)).filter((share) => share.counts);
  return { cents: counted.reduce((sum, share) => sum + share.cents, 0), deals: counted.length };
}

function stageMoves(deals: readonly DealLog[], since: number, asOf: number): ChangesAnswer['stageMoves'] {
  return deals.flatMap((deal) => (deal.hasStageHistory ? movesOf(deal, since, asOf) : []))
    .sort((a, b) => b.at - a.at || (a.dealId < b.dealId ? -1 : 1))
    .slice(0, stageMovesShown)
    .map((move) => ({ ...move, at: isoDate(move.at) }));
}

function movesOf(deal: DealLog, since: number, asOf: number): Array<Omit<ChangesAnswer['stageMoves'][number], 'at'> & { at: number }> {
  return deal.stage.flatMap((entry, index) => (entry.at > since && entry.at <= asOf
    ? [{ dealId: deal.id, account: deal.accountName, at: entry.at, from: deal.stage[index - 1]?.value ?? null, to: entry.value }]
    : []));
}

const verbs: Record<Movement['kind'], string> = {
  new: 'new', pulled_in: 'pulled in', up: 'up', won: 'won', lost: 'lost', down: 'down', pushed_out: 'pushed out',
};

function sentenceOf(log: Log, since: number, asOf: number, rule: PipelineRule, cents: number, movements: readonly Movement[]): string {
  const size = rule.inDeals ? sayDeals(Math.abs(cents) / 100) : sayMoney(Math.abs(cents), log.reportingCurrency);
  const what = rule.byExpectedClose ? "the quarter's open pipeline" : 'the open pipeline';
  const moved = cents === 0 ? `${what} stayed the same` : `${what} ${cents > 0 ? 'rose' : 'fell'} by ${size}`;
  const counts = movements.filter((movement) => movement.deals > 0).map((movement) => `${movement.deals} ${verbs[movement.kind]}`);
  return `Since ${sayDate(since, asOf)} ${moved}${counts.length === 0 ? '' : `: ${sayList(counts)}`}.`;
}

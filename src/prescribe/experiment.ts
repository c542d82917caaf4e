import { DAY_MS, isoDate, type Experiment, type ExperimentOutcome } from '../model/index.ts';
import { stateAt, type Log } from '../history/index.ts';
import { clusterInLog, firstWords, followAccounts, type Assignment } from './follow-accounts.ts';
import { differenceSoFar, subjectsToSee, type Difference, type Randomised } from '../learn/index.ts';

/** How long an account is followed after its assignment. Fixed before anything is seen. */
export const followedDays = 90;
/** The difference that planning is done for, in shares of accounts. */
const effectShown = 0.1;

export interface ExperimentInput {
  /** The log as of the date. */
  readonly log: Log;
  readonly asOf: number;
  readonly assignments: readonly Assignment[];
  readonly on: boolean;
  readonly heldShare: number;
}

/**
 * Do suggestions help? By intention to treat: every assigned account counts as it was assigned, whatever was done, from the
 * day its 90 days are over. Looked at whenever one likes: the intervals hold at all looks together.
 */
export function experimentOf(input: ExperimentInput): Experiment {
  const { log, asOf, on, heldShare } = input;
  const here = new Set(log.deals.map(clusterInLog));
  const known = firstWords(input.assignments, followAccounts(input.assignments, log.deals)).filter((one) => one.at <= asOf && here.has(one.cluster));
  const until = Math.min(asOf, log.dataThrough ?? asOf);
  const over = known.filter((one) => one.at + followedDays * DAY_MS <= until);
  const won = winsByCluster(input);
  const invoiced = moneyByAccount(log, (kind) => (kind === 'invoice' ? 1 : 0));
  const margin = moneyByAccount(log, (kind) => (kind === 'invoice' ? 1 : -1));
  const outcomeOf = (of: (one: Assignment) => number): Randomised[] => over.map((one) => ({ treated: !one.heldOut, outcome: of(one) }));
  const options = { treatedShare: 1 - heldShare };
  const within = (events: ReadonlyMap<string, readonly Dated[]>, one: Assignment): number =>
    (events.get(one.cluster) ?? []).filter((event) => event.at > one.at && event.at <= one.at + followedDays * DAY_MS).reduce((sum, event) => sum + event.value, 0);
  return {
    id: 'suggestions', question: 'Do suggestions help accounts to sign?', unit: 'account', heldShare, on, followedDays,
    startedAt: known.length === 0 ? null : isoDate(Math.min(...known.map((one) => one.at))),
    assigned: known.length, waiting: known.length - over.length,
    outcomes: [
      signedOutcome(differenceSoFar(outcomeOf((one) => (within(won, one) > 0 ? 1 : 0)), options), options),
      moneyOutcome('invoiced', 'Invoiced within 90 days, per account', differenceSoFar(outcomeOf((one) => within(invoiced, one) / 100), options), log.reportingCurrency),
      moneyOutcome('margin', 'Invoices less costs within 90 days, per account', differenceSoFar(outcomeOf((one) => within(margin, one) / 100), options), log.reportingCurrency),
    ],
    rules: [
      'Accounts are assigned at random before anything is suggested, in equal shares for every rep; the assignment never changes.',
      'Every assigned account counts as assigned, whether or not the step was done.',
      'Deals that wait on us are never held back.',
      'Only the first outcome can end in a claim. It was fixed beforehand, as were the 90 days.',
    ],
  };
}

interface Dated {
  readonly at: number;
  readonly value: number;
}

function winsByCluster({ log, asOf }: ExperimentInput): Map<string, Dated[]> {
  const wins = log.deals.filter((deal) => deal.outcome?.kind === 'won' && deal.outcome.at !== null && stateAt(deal, asOf).status === 'won');
  return groupedBy(wins, clusterInLog, (deal) => ({ at: deal.outcome?.at ?? 0, value: 1 }));
}

const moneyByAccount = (log: Log, sign: (kind: 'invoice' | 'cost') => number): Map<string, Dated[]> => {
  const accountOfDeal = new Map(log.deals.map((deal) => [deal.id, deal.accountId]));
  const placed = log.money.filter((money) => sign(money.kind) !== 0);
  return groupedBy(placed, (money) => money.accountId ?? accountOfDeal.get(money.dealId ?? '') ?? '', (money) => ({ at: money.at, value: sign(money.kind) * money.amountCents }));
};

function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string, dated: (row: T) => Dated): Map<string, Dated[]> {
  return new Map([...Map.groupBy(rows, keyOf)].map(([key, own]) => [key, own.map(dated)]));
}

const points = (share: number): string => `${Math.round(Math.abs(share) * 100)} ${Math.round(Math.abs(share) * 100) === 1 ? 'point' : 'points'}`;

function signedOutcome(found: Difference, options: { treatedShare: number }): ExperimentOutcome {
  const verdict = verdictOf(found);
  const usual = found.held > 0 ? found.meanHeld : found.meanTreated;
  const base = Math.min(0.9, Math.max(0.05, usual));
  const needed = subjectsToSee(effectShown, Math.sqrt(base * (1 - base)), options);
  const seen = found.treated + found.held;
  const range = found.low === null || found.high === null ? '' : ` (${signed(found.low)} to ${signed(found.high)})`;
  const sentence = verdict === 'cannot_tell'
    ? `Cannot tell yet: ${seen} of about ${needed.toLocaleString('en')} accounts needed to see a ${points(effectShown).replace(' points', '-point')} effect.`
    : `Suggestions ${verdict === 'helps' ? 'helped' : 'harmed'}: ${points(found.estimate)} ${found.estimate > 0 ? 'more' : 'fewer'} of 100 accounts signed within 90 days${range}.`;
  return { name: 'signed', means: 'Accounts that signed a deal within 90 days', primary: true, unit: 'share', currency: null, ...numbersOf(found), verdict, sentence };
}

const signed = (share: number): string => `${share < 0 ? '−' : ''}${points(share)}`;

function moneyOutcome(name: 'invoiced' | 'margin', means: string, found: Difference, currency: string | null): ExperimentOutcome {
  return { name, means, primary: false, unit: 'money', currency, ...numbersOf(found), verdict: 'cannot_tell', sentence: 'Shown beside; no claim rests on it.' };
}

function verdictOf({ low, high }: Difference): ExperimentOutcome['verdict'] {
  if (low !== null && low > 0) return 'helps';
  return high !== null && high < 0 ? 'harms' : 'cannot_tell';
}

function numbersOf(found: Difference): Pick<ExperimentOutcome, 'treated' | 'held' | 'meanTreated' | 'meanHeld' | 'difference' | 'low' | 'high'> {
  const both = found.treated > 0 && found.held > 0;
  return {
    treated: found.treated, held: found.held,
    meanTreated: found.treated > 0 ? found.meanTreated : null, meanHeld: found.held > 0 ? found.meanHeld : null,
    difference: both ? found.estimate : null, low: found.low, high: found.high,
  };
}

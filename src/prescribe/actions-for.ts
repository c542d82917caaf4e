import { logAsOf, stateAt, wonPatterns, type DealLog, type Log } from '../history/index.ts';
import { DAY_MS, isoDate, WEEK_MS, type ActionAnswer, type ActionsAnswer, type DealAnswer } from '../model/index.ts';
import { candidatesFor, type Candidate, type CandidateSetting } from './candidates.ts';
import { chooseOption, type Choice } from './choose-option.ts';
import { clusterOf, comparisonOf, holdOutAssignments, usualHeldShare } from './comparison.ts';
import { stakeOf, type Stake, type StakeSetting } from './stake.ts';

export interface ActionOptions {
  readonly seed: number;
  readonly comparisonGroup: boolean;
  /** Hold-out assignments written down before, by cluster. */
  readonly frozen?: ReadonlyMap<string, boolean>;
  readonly heldShare?: number;
  readonly most?: number;
  readonly mostPerOwner?: number;
  /** Pace of actions as recorded; the length of the list stands in until there is a record. */
  readonly actionsPerMonth?: number;
}

/** Version of the rules that choose; it changes whenever they do, and is logged with each decision. */
export const policy = 'signs-v2';

/**
 * The week's list: for each open deal with a visible sign one step, by whom, by when, what is at stake, and the assumed
 * change as a labelled prior. Ranked by stake × assumed change, at most `most` (40) and 5 an owner. Choices are drawn by
 * (seed, deal, week), so that a list stands for its week and the probabilities of all options are on record.
 */
export function actionsFor(log: Log, asOf: number, deals: readonly DealAnswer[], options: ActionOptions): ActionsAnswer {
  const known = logAsOf(log, asOf);
  const heldShare = options.heldShare ?? usualHeldShare;
  const winRate = winRateOf(known);
  const drafts = draftsOf(known, asOf, deals, options, { winRate, typicalAmount: typicalAmount(known, asOf) });
  const listed = firstPerOwner(drafts, options.mostPerOwner ?? 5).slice(0, options.most ?? 40);
  const held = options.comparisonGroup ? holdOutAssignments(deals, { seed: options.seed, share: heldShare, frozen: options.frozen ?? new Map() }) : new Map<string, boolean>();
  return {
    actions: listed.map((draft) => actionOf(draft, asOf, held.get(clusterOf(draft.deal)) === true)),
    comparison: comparisonOf({ on: options.comparisonGroup, heldShare, winRate, actionsPerMonth: options.actionsPerMonth ?? listed.length }),
    asOf: isoDate(asOf),
  };
}

interface Draft {
  readonly deal: DealAnswer;
  readonly choice: Choice;
  readonly others: readonly Candidate[];
  readonly stake: Stake;
}

function draftsOf(known: Log, asOf: number, deals: readonly DealAnswer[], options: ActionOptions, stakes: StakeSetting): Draft[] {
  const setting: CandidateSetting = { asOf, patterns: wonPatterns(known) };
  const logs = new Map(known.deals.map((deal) => [deal.id, deal]));
  return deals.flatMap((deal) => {
    const log = logs.get(deal.id);
    const candidates = log === undefined ? [] : candidatesFor(log, deal, setting);
    if (candidates.length === 0) return [];
    const choice = chooseOption(candidates, [options.seed, deal.id, weekOf(asOf)]);
    const others = candidates.filter((candidate) => candidate !== choice.chosen);
    return [{ deal, choice, others, stake: stakeOf(deal, stakes) }];
  }).sort(byUrgency);
}

const valueOf = (draft: Draft): number => draft.stake.weight * draft.choice.chosen.assumedPoints;
const byUrgency = (a: Draft, b: Draft): number =>
  valueOf(b) - valueOf(a) || (a.deal.id < b.deal.id ? -1 : 1);

function firstPerOwner(drafts: readonly Draft[], most: number): Draft[] {
  const counts = new Map<string, number>();
  return drafts.filter(({ deal }) => {
    if (deal.owner === null) return true;
    const count = (counts.get(deal.owner) ?? 0) + 1;
    counts.set(deal.owner, count);
    return count <= most;
  });
}

/** ISO date of the Monday of the week that holds the instant. */
const weekOf = (at: number): string => isoDate(Math.floor((at - 4 * DAY_MS) / WEEK_MS) * WEEK_MS + 4 * DAY_MS);

function actionOf(draft: Draft, asOf: number, heldOut: boolean): ActionAnswer {
  const { deal, choice, stake } = draft;
  const { chosen } = choice;
  const id = [deal.id, chosen.kind, weekOf(asOf)].map(encodeURIComponent).join(':');
  return {
    id, dealId: deal.id, dealName: deal.name, account: deal.account, owner: deal.owner,
    amount: deal.amount, currency: deal.currency, daysInStage: deal.daysInStage,
    sign: chosen.sign, step: chosen.step, kind: chosen.kind,
    by: deal.owner, dueAt: isoDate(workday(asOf + chosen.dueInDays * DAY_MS)),
    atStake: stake.atStake, atStakeIs: stake.is,
    assumedChange: { points: chosen.assumedPoints, label: 'assumed, not measured: a planning figure until a comparison group shows the effect' },
    reasons: [...draft.others.map((other) => other.sign), ...deal.reasons.map((reason) => reason.text)],
    options: [...choice.options], heldOut,
    state: 'offered', stateReason: null, policy,
  };
}

/** The day itself, or the Monday after a weekend. */
function workday(at: number): number {
  const day = new Date(at).getUTCDay();
  return day === 6 ? at + 2 * DAY_MS : day === 0 ? at + DAY_MS : at;
}

function winRateOf(log: Log): number | null {
  const closed = log.deals.filter((deal) => deal.outcome !== null);
  return closed.length === 0 ? null : closed.filter(isWon).length / closed.length;
}
const isWon = (deal: DealLog): boolean => deal.outcome?.kind === 'won';

function typicalAmount(log: Log, asOf: number): number {
  const cents = log.deals.filter(isWon).flatMap((deal) => stateAt(deal, asOf).amountCents || []);
  return cents.length === 0 ? 1 : cents.reduce((sum, amount) => sum + amount, 0) / cents.length / 100;
}

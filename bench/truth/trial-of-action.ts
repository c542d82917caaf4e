import { logAsOf, type DealLog, type Log } from '../../src/history/index.ts';
import { holdOut, type Company, type TrialDeal } from '../../src/market/index.ts';
import { DAY_MS, type ExperimentOutcome } from '../../src/model/index.ts';
import { clusterOf, experimentOf, followedDays, type Assignment } from '../../src/prescribe/index.ts';

/** What the product said at each look of a comparison by account: half of the accounts get the company's planted action, or nothing where none was planted. */
export interface TrialSaid {
  readonly looks: ReadonlyArray<Pick<ExperimentOutcome, 'verdict' | 'low' | 'high' | 'treated' | 'held'>>;
}

const trialDays = 730;
const treatedShare = 0.5;
const daysBetweenLooks = 30;

const windowOf = ({ endMs }: Company): { from: number; until: number } => ({ from: endMs - trialDays * DAY_MS, until: endMs - followedDays * DAY_MS });
const trialOf = (company: Company, treated: number): TrialDeal[] => holdOut(company, { key: 'bench', treated, ...windowOf(company) });

/** The world is lived again with the trial; what came of it stands in the log in the place of what came without. */
export function askTrial(company: Company, log: Log): TrialSaid {
  const trial = trialOf(company, treatedShare);
  const lived = livedWith(log, trial);
  const assignments = assignmentsOf(lived, trial);
  const { from } = windowOf(company);
  const looks: Array<TrialSaid['looks'][number]> = [];
  for (let asOf = from + (followedDays + daysBetweenLooks) * DAY_MS; asOf < company.endMs; asOf += daysBetweenLooks * DAY_MS) {
    const [signed] = experimentOf({ log: logAsOf(lived, asOf), asOf, assignments, on: true, heldShare: 1 - treatedShare }).outcomes as [ExperimentOutcome];
    looks.push({ verdict: signed.verdict, low: signed.low, high: signed.high, treated: signed.treated, held: signed.held });
  }
  return { looks };
}

function livedWith(log: Log, trial: readonly TrialDeal[]): Log {
  const came = new Map(trial.map((deal) => [deal.id, deal]));
  return { ...log, deals: log.deals.map((deal): DealLog => {
    const lived = came.get(deal.id);
    const isOver = lived !== undefined && lived.endsAt <= (log.dataThrough ?? Infinity);
    return lived === undefined ? deal : { ...deal, endings: [], outcome: isOver ? { kind: lived.isWon ? 'won' : 'lost', at: lived.endsAt, closedAt: lived.endsAt } : null };
  }) };
}

/** Each account on the day of its first deal in the trial. */
function assignmentsOf({ deals }: Log, trial: readonly TrialDeal[]): Assignment[] {
  const known = new Map(deals.map((deal) => [deal.id, deal]));
  return trial.flatMap((one) => {
    const deal = known.get(one.id);
    return deal === undefined ? [] : [{ cluster: clusterOf({ id: deal.id, accountId: deal.accountId, account: deal.accountName }), heldOut: !one.treated, at: one.openedAt }];
  });
}

/** How many more of a hundred accounts the action makes sign within 90 days of their first deal: every account lived with it, and without. */
export function trueDifference(company: Company): number {
  const [withIt, without] = [1, 0].map((treated) => signedOf(trialOf(company, treated))) as [Map<string, boolean>, Map<string, boolean>];
  const gained = [...withIt].reduce((sum, [account, signed]) => sum + (signed ? 1 : 0) - (without.get(account) ? 1 : 0), 0);
  return gained / Math.max(1, withIt.size);
}

function signedOf(trial: readonly TrialDeal[]): Map<string, boolean> {
  return new Map([...Map.groupBy(trial, (deal) => deal.account)].map(([account, own]) => {
    const start = (own[0] as TrialDeal).openedAt;
    return [account, own.some((deal) => deal.isWon && deal.endsAt <= start + followedDays * DAY_MS)];
  }));
}

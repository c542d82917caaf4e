import { accountAt, accountCreatedAt, type Account } from './account-world.ts';
import { Chance } from './chance.ts';
import { dayMs, openStages, quarterEnd, quarterIndex, type Company, type Product } from './company.ts';
import { sources } from './names.ts';

export type Ending = 'won' | 'lost' | 'no_decision';

/** A stay in a stage: what really happened, in the hidden world. */
export interface Stay {
  readonly stage: string;
  readonly from: number;
}

/** A deal as it really went. The CRM sees a flawed record of it (`deal-records.ts`). */
export interface DealLife {
  readonly id: string;
  readonly index: number;
  readonly account: Account;
  readonly product: Product;
  readonly source: string;
  readonly type: 'New business' | 'Expansion' | 'Renewal';
  readonly rep: number;
  readonly createdAt: number;
  readonly stays: readonly Stay[];
  readonly ending: Ending;
  readonly endsAt: number;
  /** Never closed in the CRM although it is over. */
  readonly zombie: boolean;
  readonly firstAmount: number;
  readonly lastAmount: number;
  /** Oracle: probability at creation that it is won, known to nobody in the company. */
  readonly oracle: number;
  readonly readiness: number;
}

const sourceEffect: Readonly<Record<string, number>> = { Referral: 0.45, 'Existing customer': 0.6, Partner: 0.2, Web: 0, 'Trade show': -0.1, Outbound: -0.4 };
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Life of a deal; the same whenever it is asked for, whatever else was asked. */
export function dealLife(company: Company, index: number): DealLife {
  const chance = new Chance('deal', company.seed, index);
  const { account, createdAt } = originOf(company, chance);
  const product = chance.weighted(company.products.map((one, rank) => [one, 1 / (1 + rank * 0.35)] as const));
  const source = chance.weighted(sources.map((name, rank) => [name, [0.3, 0.15, 0.1, 0.15, 0.2, 0.1][rank] as number] as const));
  const readiness = chance.normal();
  const wants = logistic(winLogit(company, account, source, readiness, createdAt));
  const path = walk(company, chance, product, createdAt, readiness, wants);
  const firstAmount = Math.round(product.price * chance.lognormal(1, 0.55));
  return {
    id: `OPP-${String(index + 1).padStart(6, '0')}`, index, account, product, source,
    type: source === 'Existing customer' ? chance.pick(['Expansion', 'Renewal'] as const) : 'New business',
    rep: chance.happens(0.8) ? account.rep : chance.whole(0, company.reps.length - 1),
    createdAt, stays: path.stays, ending: path.ending, endsAt: path.endsAt,
    zombie: path.ending !== 'won' && chance.happens(0.05 * company.noise),
    firstAmount, lastAmount: Math.round(firstAmount * chance.lognormal(path.ending === 'won' ? 0.94 : 1, 0.15)),
    oracle: wants * survivesLeak(company, product), readiness,
  };
}

/** A deal is born of an account that exists by then; old customers bring more of them. */
function originOf(company: Company, chance: Chance): { account: Account; createdAt: number } {
  for (;;) {
    const createdAt = bornAt(company, chance);
    for (let look = 0; look < 30; look += 1) {
      const index = Math.floor(chance.uniform() ** 1.3 * company.accounts);
      if (accountCreatedAt(company, index) + dayMs <= createdAt) return { account: accountAt(company, index), createdAt };
    }
  }
}

/** Creations grow by the year and lean towards spring where a season was planted. */
function bornAt(company: Company, chance: Chance): number {
  for (;;) {
    const share = chance.uniform();
    const at = company.startMs + share * (company.endMs - company.startMs);
    const growth = (1 + company.growth) ** ((at - company.endMs) / (365 * dayMs));
    const month = new Date(at).getUTCMonth();
    const season = 1 + company.planted.season * Math.cos(((month - 3) / 6) * Math.PI);
    if (chance.uniform() * (1 + company.planted.season) < growth * season) return Math.floor(at);
  }
}

function winLogit(company: Company, account: Account, source: string, readiness: number, createdAt: number): number {
  const { segment, quarterShock } = company.planted;
  const shock = quarterShock * new Chance('quarter', company.seed, quarterIndex(createdAt)).normal();
  return company.winLogit + 0.9 * readiness + account.frailty + (sourceEffect[source] ?? 0) + (segment && account.sizeBand === segment.sizeBand ? segment.effect : 0) + shock;
}

const stepBack = 0.1;
const skipAhead = 0.06;

/** Share of the buyers who would buy that the planted leak lets through: exact, over all ways through the stages. */
function survivesLeak(company: Company, product: Product): number {
  const { leak } = company.planted;
  if (leak?.product !== product.name) return 1;
  const from = (stage: number, steps: number): number => {
    if (stage === openStages.length) return 1;
    const back = stage > 0 && steps < 2 ? stepBack : 0;
    const skip = stage < openStages.length - 2 ? skipAhead : 0;
    const onwards = (1 - skip) * from(stage + 1, steps) + (skip > 0 ? skip * from(stage + 2, steps) : 0);
    return (openStages[stage] === leak.stage ? 1 - leak.extraLoss : 1) * ((back > 0 ? back * from(stage - 1, steps + 1) : 0) + (1 - back) * onwards);
  };
  return from(0, 0);
}

/** Stage by stage: a stay, then onwards, back, or out. Ready buyers go faster; the unready hang on. */
function walk(company: Company, chance: Chance, product: Product, createdAt: number, readiness: number, wants: number): { stays: Stay[]; ending: Ending; endsAt: number } {
  const { leak } = company.planted;
  const stayDays = (company.cycleDays / openStages.length) * Math.exp(-0.2 * readiness);
  const wins = chance.happens(wants);
  const lostAt = wins ? openStages.length : lossStage(chance);
  const stays: Stay[] = [];
  let at = createdAt;
  let stage = 0;
  let steps = 0;
  for (;;) {
    const name = openStages[stage] as string;
    stays.push({ stage: name, from: at });
    const leaks = leak !== undefined && leak.stage === name && leak.product === product.name;
    at += Math.max(0.2, chance.lognormal(stayDays * (leaks ? leak.waitFactor : 1), 0.7)) * dayMs;
    if (leaks && chance.happens(leak.extraLoss)) return { stays, ending: 'lost', endsAt: at };
    if (stage >= lostAt) return { stays, ending: chance.happens(0.3) ? 'no_decision' : 'lost', endsAt: at + (chance.happens(0.4) ? chance.waiting(35) * dayMs : 0) };
    if (stage > 0 && steps < 2 && chance.happens(stepBack)) { stage -= 1; steps += 1; continue; }
    if (stage === openStages.length - 1) return { stays, ending: 'won', endsAt: bunched(company, chance, stays, at) };
    stage += chance.happens(skipAhead) && stage < openStages.length - 2 && stage + 1 < lostAt ? 2 : 1;
  }
}

const lossStage = (chance: Chance): number => chance.weighted([[0, 0.25], [1, 0.28], [2, 0.25], [3, 0.1], [4, 0.12]] as const);

/** Some wins are pulled to, or held until, the last days of their quarter. */
function bunched(company: Company, chance: Chance, stays: readonly Stay[], at: number): number {
  if (!chance.happens(company.planted.bunching)) return at;
  const end = quarterEnd(at);
  const lastStep = (stays.at(-1) as Stay).from;
  return end - at < 45 * dayMs ? Math.max(lastStep + 0.1 * dayMs, end - chance.between(0.1, 9) * dayMs) : at;
}

import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import type { DealLife } from '../world/deal-life.ts';

/** One write of the CRM: from this moment on these fields hold these values. Nothing else is ever known of a deal. */
export interface Write {
  readonly at: number;
  readonly set: Readonly<Partial<DealRecord>>;
}

/** What the CRM holds of a deal at one moment. Times are UTC ms; amounts whole euros. */
export interface DealRecord {
  readonly stage: string;
  readonly amount: number | null;
  readonly closeDate: number;
  readonly owner: number;
  readonly nextStep: string;
  readonly probability: number;
  readonly lossReason: string;
  readonly fitScore: number | null;
}

const stageProbability: Readonly<Record<string, number>> = { Qualification: 10, Discovery: 25, Proposal: 45, 'Legal review': 65, Negotiation: 80, 'Closed Won': 100, 'Closed Lost': 0 };
const lossReasons = ['Price', 'No budget', 'Competitor', 'Timing', 'No answer'];
const nextSteps = ['Call back', 'Send offer', 'Site visit', 'Wait for legal', 'Meet the CFO', 'Demo'];

/** How the deal was written down: late, back-dated, over-optimistic, sometimes not at all. Sorted by time. */
export function writesOf(company: Company, life: DealLife): Write[] {
  const chance = new Chance('writes', company.seed, life.index);
  const late = (mean: number): number => (chance.happens(0.5) ? 0 : chance.waiting(mean * company.noise) * dayMs);
  const optimism = chance.between(0.5, 0.9);
  const amountKnown = !chance.happens(0.06 * company.noise * Math.exp(-company.planted.missing * life.readiness));
  const writes: Write[] = [{
    at: life.createdAt,
    set: { stage: life.stays[0]?.stage ?? 'Qualification', amount: amountKnown ? life.firstAmount : null, closeDate: day(life.createdAt + company.cycleDays * optimism * dayMs), owner: life.rep, nextStep: chance.happens(0.6) ? chance.pick(nextSteps) : '', probability: 10, lossReason: '', fitScore: null },
  }];
  let last = life.createdAt;
  for (const stay of life.stays.slice(1)) {
    const at = Math.max(last + 60_000, stay.from + late(1.5));
    last = at;
    const left = company.cycleDays * optimism * 0.5 * dayMs;
    writes.push({ at, set: { stage: stay.stage, probability: stageProbability[stay.stage] ?? 0, closeDate: day(at + left), nextStep: chance.happens(0.55) ? chance.pick(nextSteps) : '', ...(chance.happens(0.35) ? { amount: drifted(life, stay.from, chance) } : {}) } });
  }
  writes.push(...pushes(chance, writes, life, company));
  if (chance.happens(0.04)) writes.push({ at: life.createdAt + chance.between(0.2, 0.8) * (life.endsAt - life.createdAt), set: { owner: chance.whole(0, company.reps.length - 1) } });
  if (!life.zombie) writes.push(closing(company, life, chance, Math.max(last + 60_000, life.endsAt + late(2))));
  return writes.filter((write) => write.at < company.endMs).sort((a, b) => a.at - b.at);
}

const day = (at: number): number => Math.floor(at / dayMs) * dayMs;

function drifted(life: DealLife, at: number, chance: Chance): number {
  const share = Math.min(1, (at - life.createdAt) / Math.max(1, life.endsAt - life.createdAt));
  return Math.round((life.firstAmount + (life.lastAmount - life.firstAmount) * share) * chance.lognormal(1, 0.04));
}

/** Now and then a rep notices that the close date has passed, and types a later one. */
function pushes(chance: Chance, writes: readonly Write[], life: DealLife, company: Company): Write[] {
  const pushed: Write[] = [];
  const end = life.zombie ? company.endMs : life.endsAt;
  for (let at = life.createdAt + 30 * dayMs; at < end; at += chance.between(20, 50) * dayMs) {
    const before = [...writes, ...pushed].filter((write) => write.at <= at && write.set.closeDate !== undefined).sort((a, b) => b.at - a.at)[0];
    if (before && (before.set.closeDate as number) < at && chance.happens(life.zombie ? 0.15 : 0.7)) pushed.push({ at, set: { closeDate: day(at + chance.between(15, 60) * dayMs) } });
    if (pushed.length >= 6) break;
  }
  return pushed;
}

/** The close is recorded when the rep gets to it; the date typed is the day of the deal, or the last of its quarter. */
function closing(company: Company, life: DealLife, chance: Chance, at: number): Write {
  const won = life.ending === 'won';
  const leaky = company.planted.leakyColumn ? { fitScore: Math.round(Math.min(99, Math.max(1, (won ? 78 : 30) + 10 * chance.normal()))) } : {};
  return {
    at,
    set: {
      stage: won ? 'Closed Won' : 'Closed Lost', probability: won ? 100 : 0, closeDate: day(Math.min(at, life.endsAt)), nextStep: '',
      lossReason: won ? '' : life.ending === 'no_decision' ? 'No decision' : chance.pick(lossReasons),
      ...(won ? { amount: life.lastAmount } : {}), ...leaky,
    },
  };
}

/** The record as it stood at a moment, or null before it existed. */
export function recordAt(writes: readonly Write[], at: number): DealRecord | null {
  let record: Partial<DealRecord> | undefined;
  for (const write of writes) {
    if (write.at > at) break;
    record = { ...record, ...write.set };
  }
  return (record as DealRecord | undefined) ?? null;
}

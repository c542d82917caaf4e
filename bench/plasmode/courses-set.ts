import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { normalCdf, normalDraw, randomStream, shuffled } from '../../src/learn/index.ts';
import type { Known, RealSet } from './copy.ts';
import { knownChances } from './known-chances.ts';
import { lastInstant, realCourses, type Course } from './real-courses.ts';
import { csvOf, type Row } from './real-tables.ts';
import { live, type Lived, type PlantedLeak } from './lived-course.ts';

const dealsPerCopy = 2_000;
const meanChance = 0.35;
const spread = 1;
const products = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'];
const countries = ['Austria', 'Belgium', 'Denmark', 'Finland'];
/** The three steps that most cases pass. */
const leakingSteps = ['Step 3', 'Step 5', 'Step 6'];

interface Deal {
  readonly course: Course;
  /** What a CRM would hold from creation on: real facts of the case under its headers, and a product and a country dealt out by chance. */
  readonly columns: Row;
  readonly life: Lived;
}

/** Real courses of cases with their real waits and what is known of them at the start; outcomes are drawn, a leak is planted in some copies. */
export const coursesSet: RealSet = {
  name: 'courses of deals',
  plantings: ['nothing', 'effect', 'leak'],
  write(folder, planting, seed) {
    const courses = shuffled(realCourses(), randomStream('plasmode cases', seed)).slice(0, dealsPerCopy);
    const columns = courses.map((course) => columnsOf(course, seed));
    const chances = knownChances(columns, { seed, columns: ['Lead Source', 'Industry', 'Size Band'], spread: planting === 'effect' ? spread : 0, mean: meanChance });
    const leak = planting === 'leak' ? leakOf(seed) : null;
    const waits = courses.flatMap((course) => course.steps.slice(1).map((step, index) => step.at - (course.steps[index] as { at: number }).at));
    const deals = courses.map((course, index): Deal => {
      const product = columns[index]?.['Product'] as string;
      return { course, columns: columns[index] as Row, life: live(course, { seed, chance: chances[index] as number, product, leak, waits }) };
    });
    writeFileSync(path.join(folder, 'opportunities.csv'), csvOf(deals.map((deal) => dealRow(deal, seed))));
    writeFileSync(path.join(folder, 'accounts.csv'), csvOf(deals.map(accountRow)));
    writeFileSync(path.join(folder, 'opportunity_history.csv'), csvOf(deals.flatMap(historyRows)));
    return knownOf(deals, chances, leak);
  },
};

function columnsOf(course: Course, seed: number): Row {
  const dealt = randomStream('plasmode columns', seed, course.id);
  const pick = (from: readonly string[]): string => from[Math.floor(dealt() * from.length)] as string;
  return { 'Product': pick(products), 'Country': pick(countries), 'Lead Source': `Began in ${course.steps[0]?.name}`, 'Industry': course.weekday, 'Size Band': course.timeOfDay };
}

function leakOf(seed: number): PlantedLeak {
  const random = randomStream('plasmode leak', seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] as string;
  return { step: pick(leakingSteps), product: pick(products), waitFactor: 1.8 + 1.2 * random(), extraLoss: 0.12 + 0.13 * random() };
}

const isOver = ({ course, life }: Deal): boolean => !course.isOpen && life.endsAt <= lastInstant;
const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const closedAs = ({ life }: Deal): string => (life.isWon ? 'Closed Won' : 'Closed Lost');
const begun = ({ life }: Deal): Lived['stays'] => life.stays.filter((stay) => stay.at <= lastInstant);

function dealRow(deal: Deal, seed: number): Row {
  const amount = 10_000 * Math.exp(0.6 * normalDraw(randomStream('plasmode amount', seed, deal.course.id)));
  return {
    'Opportunity ID': `D${deal.course.id}`, 'Opportunity Name': `Deal ${deal.course.id}`, 'Account Name': accountName(deal),
    'Stage': isOver(deal) ? closedAs(deal) : begun(deal).at(-1)?.name ?? '', 'Amount': amount.toFixed(2), 'Currency': 'EUR',
    'Created Date': stamp(deal.life.stays[0]?.at ?? lastInstant), 'Close Date': isOver(deal) ? stamp(deal.life.endsAt) : '', 'Product': deal.columns['Product'] ?? '', 'Lead Source': deal.columns['Lead Source'] ?? '',
  };
}

const accountName = ({ course }: Deal): string => `Company ${course.id}`;

const accountRow = (deal: Deal): Row => ({
  'Account Name': accountName(deal), 'Industry': deal.columns['Industry'] ?? '', 'Billing Country': deal.columns['Country'] ?? '', 'Size Band': deal.columns['Size Band'] ?? '', 'Created Date': stamp(deal.life.stays[0]?.at ?? lastInstant),
});

function historyRows(deal: Deal): Row[] {
  const change = (to: string, from: string, at: number): Row => ({ 'Opportunity ID': `D${deal.course.id}`, 'From Stage': from, 'To Stage': to, 'Change Date': stamp(at) });
  const stays = begun(deal);
  const moves = stays.map((stay, index) => change(stay.name, stays[index - 1]?.name ?? '', stay.at));
  return isOver(deal) ? [...moves, change(closedAs(deal), stays.at(-1)?.name ?? '', deal.life.endsAt)] : moves;
}

function knownOf(deals: readonly Deal[], chances: readonly number[], leak: PlantedLeak | null): Known {
  return {
    chance: new Map(deals.map((deal, index) => [`D${deal.course.id}`, chances[index] as number])), won: new Map(deals.map((deal) => [`D${deal.course.id}`, deal.life.isWon])),
    dealtColumns: ['product', 'country'], laterColumns: [], leak: leak === null ? null : { from: leak.step, segment: `product: ${leak.product}`, oraclePower: powerOf(deals, leak) },
  };
}

/**
 * How surely the leak is found, one-sided at 5 %, by one who looks at this step and product alone and knows the others' rates:
 * losses against the others' share lost, logarithms of waits (days) against the others' mean and spread. Normal approximation.
 */
function powerOf(deals: readonly Deal[], leak: PlantedLeak): number {
  const stays = deals.filter(isOver).flatMap(({ columns, life }) => life.stays.flatMap((stay, at) =>
    (stay.name === leak.step ? [{ isInside: columns['Product'] === leak.product, isLost: at === life.stays.length - 1 && !life.isWon, logDays: Math.log((stay.until - stay.at) / 86_400_000 + 1 / 24) }] : [])));
  const others = stays.filter((stay) => !stay.isInside);
  const inside = stays.length - others.length;
  const lossRate = others.filter((stay) => stay.isLost).length / Math.max(1, others.length);
  const byLosses = (leak.extraLoss * (1 - lossRate) * inside) / Math.sqrt(Math.max(1, inside) * Math.max(0.01, lossRate * (1 - lossRate)));
  const byWaits = (Math.log(leak.waitFactor) * Math.sqrt(inside)) / spreadOf(others.map((stay) => stay.logDays));
  return 1 - normalCdf(1.645 - Math.max(byLosses, byWaits));
}

function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

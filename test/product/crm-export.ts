import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface ExportSize {
  readonly deals: number;
  readonly activities: number;
  readonly seed: number;
}

const dayMs = 86_400_000;
const firstDayMs = Date.UTC(2022, 0, 3);
const days = 1_200;
const stages = ['Qualification', 'Discovery', 'Proposal', 'Negotiation'] as const;
const activityTypes = ['Call', 'Meeting', 'Email', 'Task'] as const;
const industries = ['Machinery', 'Logistics', 'Software', 'Chemicals', 'Healthcare'] as const;

/** Numbers in [0, 1) that depend on nothing but the seed and the position (a mixing function, not a stream). */
export const chanceAt = (seed: number, position: number): number => {
  let mixed = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(position, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
};

const pick = <T>(choices: readonly T[], chance: number): T => choices[Math.floor(chance * choices.length)] as T;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const dealId = (n: number): string => `OPP-${String(n).padStart(7, '0')}`;

interface MadeDeal {
  readonly createdMs: number;
  readonly closedMs: number | null;
  readonly line: string;
}

function madeDeal(n: number, seed: number): MadeDeal {
  const chance = (k: number): number => chanceAt(seed, n * 16 + k);
  const createdMs = firstDayMs + Math.floor(chance(0) * days) * dayMs;
  const ageDays = 10 + Math.floor(150 * chance(1) * chance(2));
  const over = createdMs + ageDays * dayMs < firstDayMs + days * dayMs;
  const stage = over ? (chance(3) < 0.35 ? 'Closed Won' : 'Closed Lost') : pick(stages, chance(4));
  const account = `Account ${1 + Math.floor(chance(5) * 2_000)}`;
  const amount = (500 + Math.floor(chance(6) * 40_000)).toFixed(2);
  const closeMs = createdMs + ageDays * dayMs;
  const line = [dealId(n), `${account} deal ${n}`, account, pick(industries, chance(7)), `Rep ${1 + Math.floor(chance(8) * 25)}`, stage, amount, 'EUR', dayOf(createdMs), dayOf(closeMs)].join(',');
  return { createdMs, closedMs: over ? closeMs : null, line };
}

function* dealLines(size: ExportSize): Generator<string> {
  yield 'Opportunity ID,Opportunity Name,Account Name,Industry,Opportunity Owner,Stage,Amount,Amount Currency,Created Date,Close Date';
  for (let n = 1; n <= size.deals; n += 1) yield madeDeal(n, size.seed).line;
}

function* activityLines(size: ExportSize): Generator<string> {
  yield 'Activity ID,Opportunity ID,Activity Type,Subject,Date,Created Date,Assigned To';
  for (let n = 1; n <= size.activities; n += 1) {
    const chance = (k: number): number => chanceAt(size.seed + 1, n * 8 + k);
    const deal = 1 + Math.floor(chance(0) * size.deals);
    const { createdMs, closedMs } = madeDeal(deal, size.seed);
    const atMs = createdMs + Math.floor(chance(1) * ((closedMs ?? firstDayMs + days * dayMs) - createdMs));
    const type = pick(activityTypes, chance(2));
    yield [`ACT-${String(n).padStart(8, '0')}`, dealId(deal), type, `${type} about the offer`, dayOf(atMs), dayOf(atMs + Math.floor(chance(3) * 3) * dayMs), `Rep ${1 + Math.floor(chance(4) * 25)}`].join(',');
  }
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const file = createWriteStream(path);
  let block: string[] = [];
  const flush = async (): Promise<void> => {
    if (!file.write(`${block.join('\n')}\n`)) await once(file, 'drain');
    block = [];
  };
  for (const line of lines) if (block.push(line) >= 5_000) await flush();
  if (block.length > 0) await flush();
  file.end();
  await once(file, 'close');
}

/** Writes opportunities.csv and activities.csv of a made-up company: the same bytes for the same size and seed. */
export async function writeExport(folder: string, size: ExportSize): Promise<{ deals: string; activities: string }> {
  mkdirSync(folder, { recursive: true });
  const deals = join(folder, 'opportunities.csv');
  const activities = join(folder, 'activities.csv');
  await writeLines(deals, dealLines(size));
  if (size.activities > 0) await writeLines(activities, activityLines(size));
  return { deals, activities };
}

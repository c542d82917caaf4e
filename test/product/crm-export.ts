import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface ExportSize {
  readonly deals: number;
  readonly activities: number;
  readonly seed: number;
  /** Also write stage_history.csv. */
  readonly stageHistory?: boolean;
  /** Leave out what is dated after this instant, and scramble what was decided after it (outcomes, amounts, close dates). */
  readonly unknownAfterMs?: number;
}

export interface ExportFiles {
  readonly deals: string;
  readonly activities: string;
  readonly stageHistory: string;
}

const dayMs = 86_400_000;
export const firstDayMs = Date.UTC(2022, 0, 3);
const days = 1_200;
export const lastDayMs = firstDayMs + days * dayMs;
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
  readonly n: number;
  readonly createdMs: number;
  readonly closeMs: number;
  readonly closed: boolean;
  readonly stage: string;
  readonly amount: number;
}

function madeDeal(n: number, size: ExportSize): MadeDeal {
  const chance = (k: number): number => chanceAt(size.seed, n * 16 + k);
  const createdMs = firstDayMs + Math.floor(chance(0) * days) * dayMs;
  const closeMs = createdMs + (10 + Math.floor(150 * chance(1) * chance(2))) * dayMs;
  const closed = closeMs < lastDayMs;
  const stage = closed ? (chance(3) < 0.35 ? 'Closed Won' : 'Closed Lost') : pick(stages, chance(4));
  const deal = { n, createdMs, closeMs, closed, stage, amount: 500 + Math.floor(chance(6) * 40_000) };
  const known = size.unknownAfterMs === undefined || (closed && closeMs <= size.unknownAfterMs);
  return known ? deal : scrambled(deal, size);
}

/** The same deal with another future: what an export of the same company might have shown had things gone differently. */
function scrambled(deal: MadeDeal, size: ExportSize): MadeDeal {
  const chance = (k: number): number => chanceAt(size.seed + 77, deal.n * 16 + k);
  const afterMs = Math.max(size.unknownAfterMs ?? 0, deal.createdMs);
  const closeMs = Math.min(lastDayMs - dayMs, afterMs + (1 + Math.floor(chance(0) * 200)) * dayMs);
  const closed = chance(1) < 0.5 && closeMs > afterMs;
  return { ...deal, closed, closeMs: closed ? closeMs : lastDayMs + 30 * dayMs, stage: closed ? pick(['Closed Won', 'Closed Lost'], chance(2)) : pick(stages, chance(3)), amount: 500 + Math.floor(chance(4) * 90_000) };
}

const tooLate = (ms: number, size: ExportSize): boolean => size.unknownAfterMs !== undefined && ms > size.unknownAfterMs;

function* madeDeals(size: ExportSize): Generator<MadeDeal> {
  for (let n = 1; n <= size.deals; n += 1) {
    const deal = madeDeal(n, size);
    if (!tooLate(deal.createdMs, size)) yield deal;
  }
}

function* dealLines(size: ExportSize): Generator<string> {
  yield 'Opportunity ID,Opportunity Name,Account Name,Industry,Opportunity Owner,Stage,Amount,Amount Currency,Created Date,Close Date';
  for (const deal of madeDeals(size)) {
    const chance = (k: number): number => chanceAt(size.seed, deal.n * 16 + k);
    const account = `Account ${1 + Math.floor(chance(5) * 2_000)}`;
    yield [dealId(deal.n), `${account} deal ${deal.n}`, account, pick(industries, chance(7)), `Rep ${1 + Math.floor(chance(8) * 25)}`, deal.stage, deal.amount.toFixed(2), 'EUR', dayOf(deal.createdMs), dayOf(deal.closeMs)].join(',');
  }
}

function* stageLines(size: ExportSize): Generator<string> {
  yield 'Opportunity ID,From Stage,To Stage,Change Date';
  for (const deal of madeDeals(size)) {
    const real = madeDeal(deal.n, { ...size, unknownAfterMs: Number.MAX_SAFE_INTEGER });
    const stepMs = Math.max(dayMs, Math.floor((real.closeMs - real.createdMs) / (stages.length + 1) / dayMs) * dayMs);
    const reached = real.closed ? 1 + Math.floor(chanceAt(size.seed, deal.n * 16 + 9) * stages.length) : stages.indexOf(real.stage as (typeof stages)[number]) + 1;
    for (let step = 0; step < reached; step += 1) {
      const atMs = real.createdMs + step * stepMs;
      if (!tooLate(atMs, size) && atMs < lastDayMs) yield [dealId(deal.n), stages[step - 1] ?? '', stages[step] ?? '', dayOf(atMs)].join(',');
    }
    if (deal.closed) yield [dealId(deal.n), stages[reached - 1] ?? '', deal.stage, dayOf(deal.closeMs)].join(',');
  }
}

function* activityLines(size: ExportSize): Generator<string> {
  yield 'Activity ID,Opportunity ID,Activity Type,Subject,Date,Created Date,Assigned To';
  for (let n = 1; n <= size.activities; n += 1) {
    const chance = (k: number): number => chanceAt(size.seed + 1, n * 8 + k);
    const deal = 1 + Math.floor(chance(0) * size.deals);
    const { createdMs, closeMs, closed } = madeDeal(deal, { ...size, unknownAfterMs: Number.MAX_SAFE_INTEGER });
    const atMs = createdMs + Math.floor(chance(1) * ((closed ? closeMs : lastDayMs) - createdMs));
    const recordedMs = atMs + Math.floor(chance(3) * 3) * dayMs;
    if (tooLate(recordedMs, size)) continue;
    const type = pick(activityTypes, chance(2));
    yield [`ACT-${String(n).padStart(8, '0')}`, dealId(deal), type, `${type} about the offer`, dayOf(atMs), dayOf(recordedMs), `Rep ${1 + Math.floor(chance(4) * 25)}`].join(',');
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

/** Writes the export of a made-up company as CSV files: the same bytes for the same size and seed. */
export async function writeExport(folder: string, size: ExportSize): Promise<ExportFiles> {
  mkdirSync(folder, { recursive: true });
  const files = { deals: join(folder, 'opportunities.csv'), activities: join(folder, 'activities.csv'), stageHistory: join(folder, 'stage_history.csv') };
  await writeLines(files.deals, dealLines(size));
  if (size.activities > 0) await writeLines(files.activities, activityLines(size));
  if (size.stageHistory) await writeLines(files.stageHistory, stageLines(size));
  return files;
}

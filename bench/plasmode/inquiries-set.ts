import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomStream } from '../../src/learn/index.ts';
import { DAY_MS } from '../../src/model/index.ts';
import type { Known, RealSet } from './copy.ts';
import { knownChances } from './known-chances.ts';
import { csvOf, readRealTable, type Row } from './real-tables.ts';

const windowDays = 90;
const meanChance = 0.12;
const spread = 1;
/** Known from winners only, as in the real table. */
const laterColumns = ['business_segment', 'lead_type', 'lead_behaviour_profile', 'business_type'];

/** Real inquiries with their real origin and page; who converts is drawn, when follows the real lags. */
export const inquiriesSet: RealSet = {
  name: 'inquiries',
  plantings: ['nothing', 'effect'],
  write(folder, planting, seed) {
    const [inquiries, conversions] = [readRealTable('inquiries'), readRealTable('conversions')];
    const lags = lagsOf(inquiries, conversions);
    const inTime = lags.filter((lag) => lag <= windowDays * DAY_MS).length / lags.length;
    const chances = knownChances(inquiries, { seed, columns: ['origin', 'landing_page_id'], spread: planting === 'effect' ? spread : 0, mean: meanChance });
    const converted = inquiries.flatMap((inquiry, index) => conversionOf(inquiry, chances[index] as number, { lags, conversions, seed }));
    writeFileSync(path.join(folder, 'inquiries.csv'), csvOf(inquiries));
    writeFileSync(path.join(folder, 'closed_deals.csv'), csvOf(converted));
    return knownOf(inquiries, chances.map((chance) => chance * inTime), converted);
  },
};

function lagsOf(inquiries: readonly Row[], conversions: readonly Row[]): number[] {
  const contactOf = new Map(inquiries.map((row) => [row['mql_id'], Date.parse(row['first_contact_date'] as string)]));
  return conversions.map((row) => Date.parse(`${row['won_date']?.replace(' ', 'T')}Z`) - (contactOf.get(row['mql_id'] as string) ?? NaN)).filter((lag) => lag >= 0);
}

interface Drawing {
  readonly lags: readonly number[];
  readonly conversions: readonly Row[];
  readonly seed: number;
}

/** The deal that an inquiry became, with what a real winner's row says besides; empty where it became none. */
function conversionOf(inquiry: Row, chance: number, { lags, conversions, seed }: Drawing): Row[] {
  const random = randomStream('plasmode conversion', seed, inquiry['mql_id'] as string);
  if (random() >= chance) return [];
  const lag = lags[Math.floor(random() * lags.length)] as number;
  const like = conversions[Math.floor(random() * conversions.length)] as Row;
  const wonAt = new Date(Date.parse(inquiry['first_contact_date'] as string) + lag);
  return [{ ...like, mql_id: inquiry['mql_id'] as string, won_date: wonAt.toISOString().slice(0, 19).replace('T', ' ') }];
}

function knownOf(inquiries: readonly Row[], chances: readonly number[], converted: readonly Row[]): Known {
  const won = new Set(converted.map((row) => row['mql_id']));
  return {
    chance: new Map(inquiries.map((row, index) => [row['mql_id'] as string, chances[index] as number])),
    won: new Map(inquiries.map((row) => [row['mql_id'] as string, won.has(row['mql_id'] as string)])),
    dealtColumns: [], laterColumns, leak: null,
  };
}

import { Chance } from '../chance.ts';
import { dayMs, momentAt, type Company } from '../company.ts';
import { recordedWin } from '../record/customer-life.ts';
import { filedUnder } from '../record/duplicates.ts';
import { dealLife, type DealLife } from '../world/deal-life.ts';
import { channelOf } from './deal-tables.ts';
import { campaignNames } from './lead-tables.ts';
import { date, type ExportTable } from './table.ts';

export const invoices = (company: Company, at: number): ExportTable => ({
  file: 'invoices.csv',
  header: ['Invoice Number', 'Account ID', 'Opportunity ID', 'Product', 'Invoice Date', 'Net Amount', 'Currency'],
  *rows() {
    for (let index = 0; index < company.deals; index += 1) {
      const life = dealLife(company, index);
      const wonAt = recordedWin(company, life, at);
      if (wonAt !== null) yield* invoicesOf(company, life, wonAt, at);
    }
  },
});

function* invoicesOf(company: Company, life: DealLife, wonAt: number, at: number): Generator<string[]> {
  const chance = new Chance('invoices', company.seed, life.index);
  const parts = chance.whole(2, 8);
  for (let part = 0; part < parts; part += 1) {
    const on = wonAt + (10 + part * 30) * dayMs + chance.waiting(4) * dayMs;
    if (on <= at) yield [`INV-${life.index + 1}-${part + 1}`, filedUnder(company, life).id, life.id, life.product.name, date(on), (life.lastAmount / parts).toFixed(2), 'EUR'];
  }
}

export const costs = (company: Company, at: number): ExportTable => ({
  file: 'deal_costs.csv',
  header: ['Cost ID', 'Opportunity ID', 'Cost Category', 'Cost Date', 'Cost Amount', 'Currency'],
  *rows() {
    for (let index = 0; index < company.deals; index += 1) {
      const life = dealLife(company, index);
      const chance = new Chance('costs', company.seed, index);
      const presales = life.createdAt + chance.waiting(30) * dayMs;
      if (presales <= Math.min(at, life.endsAt)) yield [`CST-${index + 1}-1`, life.id, 'Presales', date(presales), chance.lognormal(400, 0.6).toFixed(2), 'EUR'];
      const wonAt = recordedWin(company, life, at);
      const delivery = (wonAt ?? life.endsAt) + 20 * dayMs;
      if (wonAt !== null && delivery <= at) yield [`CST-${index + 1}-2`, life.id, 'Delivery', date(delivery), (life.lastAmount * chance.between(0.45, 0.7)).toFixed(2), 'EUR'];
      if (wonAt !== null && delivery <= at && channelOf(company, life) === 'Reseller') yield [`CST-${index + 1}-3`, life.id, 'Commission', date(delivery), (life.lastAmount * 0.12).toFixed(2), 'EUR'];
    }
  },
});

export const campaigns = (company: Company, at: number): ExportTable => ({
  file: 'campaign_spend.csv',
  header: ['Campaign Name', 'Channel', 'Month', 'Spend', 'Currency'],
  *rows() {
    for (let month = 0; ; month += 1) {
      const first = new Date(company.startMs);
      const on = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1);
      if (Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month + 1, 1) > at) return;
      const chance = new Chance('spend', company.seed, month);
      for (const name of campaignNames) yield [name, name.includes('fair') ? 'Event' : name.includes('Search') ? 'Search' : 'Content', date(on), chance.lognormal(3000 * (company.deals / 11_000), 0.4).toFixed(2), 'EUR'];
    }
  },
});

/** What finance books month by month and no deal by deal: salaries, travel, tools. */
export const ledger = (company: Company, at: number): ExportTable => ({
  file: 'finance_ledger.csv',
  header: ['Entry', 'Posted On', 'Cost Center', 'Booking Text', 'Debit EUR'],
  *rows() {
    for (let month = 0; ; month += 1) {
      const first = new Date(company.startMs);
      const on = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month + 1, 1) - dayMs;
      if (on + dayMs > at) return;
      yield* monthOf(company, month, on);
    }
  },
});

function* monthOf(company: Company, month: number, on: number): Generator<string[]> {
  const chance = new Chance('ledger', company.seed, month);
  const reps = company.reps.length;
  const { tool } = company.planted;
  const entries: Array<readonly [string, string, number]> = [
    ['Sales', 'Salaries', reps * 5200 * chance.lognormal(1, 0.02)], ['Sales', 'Travel', reps * chance.lognormal(650, 0.3)], ['Sales', 'CRM licences', reps * 90], ['Marketing', 'Agency', chance.lognormal(4000, 0.2)],
    ...(tool && on >= momentAt(company, tool.from) ? [['Sales', `Licence ${tool.name}`, tool.monthlyCost] as const] : []),
  ];
  for (const [at, [center, text, amount]] of entries.entries()) yield [`LED-${month + 1}-${at + 1}`, date(on), center, text, amount.toFixed(2)];
}

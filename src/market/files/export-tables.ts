import { accountAt } from '../world/account-world.ts';
import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import { recordAt, writesOf, type DealRecord, type Write } from '../record/deal-records.ts';
import { touchesOf } from '../record/touches.ts';
import { dealLife, type DealLife } from '../world/deal-life.ts';
import { personName, sources } from '../names.ts';

/** A file of the CRM as downloaded at a moment: header and rows of text cells. */
export interface ExportTable {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: () => Generator<readonly string[]>;
}

const date = (at: number): string => new Date(at).toISOString().slice(0, 10);
const time = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** All files of an export made at `when` (UTC ms; the world's end at the latest): nothing in them was written later. Equal moments give equal bytes. */
export function exportsAt(company: Company, when: number): ExportTable[] {
  const at = Math.min(when, company.endMs - 1);
  return [accounts(company, at), contacts(company, at), products(company), reps(company), opportunities(company, at), history(company, at), activities(company, at), leads(company, at), invoices(company, at), costs(company, at), campaigns(company, at)];
}

const repName = (company: Company, rep: number): string => company.reps[rep]?.name ?? '';

/** Every deal that existed, with its writes, in order. */
function* deals(company: Company, at: number): Generator<{ life: DealLife; writes: Write[] }> {
  for (let index = 0; index < company.deals; index += 1) {
    const life = dealLife(company, index);
    if (life.createdAt <= at) yield { life, writes: writesOf(company, life) };
  }
}

const accounts = (company: Company, at: number): ExportTable => ({
  file: 'accounts.csv',
  header: ['Account ID', 'Account Name', 'Industry', 'Billing Country', 'Size Band', 'Employees', 'Website', 'Account Owner', 'Created Date'],
  *rows() {
    for (let index = 0; index < company.accounts; index += 1) {
      const account = accountAt(company, index);
      if (account.createdAt > at) continue;
      yield [account.id, account.name, account.industry, account.country, account.sizeBand, String(account.employees), account.domain, repName(company, account.rep), time(account.createdAt)];
    }
  },
});

const contacts = (company: Company, at: number): ExportTable => ({
  file: 'contacts.csv',
  header: ['Contact ID', 'Full Name', 'Title', 'Email', 'Account ID', 'Created Date'],
  *rows() {
    for (let index = 0; index < company.accounts; index += 1) {
      const account = accountAt(company, index);
      for (const contact of account.contacts) {
        if (contact.createdAt <= at && account.createdAt <= at) yield [contact.id, contact.name, contact.title, contact.email, account.id, time(contact.createdAt)];
      }
    }
  },
});

const products = (company: Company): ExportTable => ({
  file: 'products.csv',
  header: ['Product ID', 'Product Name', 'Product Family', 'List Price', 'Currency'],
  *rows() { for (const product of company.products) yield [product.id, product.name, product.family, product.price.toFixed(2), 'EUR']; },
});

const reps = (company: Company): ExportTable => ({
  file: 'sales_team.csv',
  header: ['User ID', 'Full Name', 'Manager', 'Team'],
  *rows() { for (const rep of company.reps) yield [rep.id, rep.name, rep.manager, rep.team]; },
});

const opportunities = (company: Company, at: number): ExportTable => ({
  file: 'opportunities.csv',
  header: ['Opportunity ID', 'Opportunity Name', 'Account ID', 'Account Name', 'Stage', 'Amount', 'Amount Currency', 'Probability (%)', 'Close Date', 'Created Date', 'Opportunity Owner', 'Lead Source', 'Type', 'Product', 'Next Step', 'Last Activity', 'Loss Reason', 'Fit Score'],
  *rows() {
    for (const { life, writes } of deals(company, at)) {
      const record = recordAt(writes, at);
      if (record) yield opportunity(company, life, record, at);
    }
  },
});

function opportunity(company: Company, life: DealLife, record: DealRecord, at: number): string[] {
  const recorded = touchesOf(company, life).filter((touch) => touch.recordedAt <= at);
  const last = recorded.reduce((latest, touch) => Math.max(latest, touch.at), 0);
  return [
    life.id, `${life.account.name} – ${productName(life)}`, life.account.id, life.account.name, record.stage,
    record.amount === null ? '' : record.amount.toFixed(2), 'EUR', String(record.probability), date(record.closeDate), time(life.createdAt),
    repName(company, record.owner), life.source, life.type, life.product.name, record.nextStep, last === 0 ? '' : date(last), record.lossReason, record.fitScore === null ? '' : String(record.fitScore),
  ];
}

/** Now and then somebody typed the product into the name by hand. */
const productName = (life: DealLife): string => (life.index % 41 === 0 ? life.product.name.replace(' ', '') : life.product.name);

const history = (company: Company, at: number): ExportTable => ({
  file: 'opportunity_history.csv',
  header: ['History ID', 'Opportunity ID', 'From Stage', 'To Stage', 'Amount', 'Amount Currency', 'Close Date', 'Probability (%)', 'Created Date', 'Created By'],
  *rows() {
    for (const { life, writes } of deals(company, at)) yield* historyOf(company, life, writes, at);
  },
});

/** The CRM keeps a row whenever stage, amount or close date change, with the moment of recording. */
function* historyOf(company: Company, life: DealLife, writes: readonly Write[], at: number): Generator<string[]> {
  let before: DealRecord | null = null;
  let number = 0;
  for (const write of writes) {
    if (write.at > at) return;
    const record: DealRecord = { ...(before as DealRecord), ...write.set } as DealRecord;
    const changed = before === null || record.stage !== before.stage || record.amount !== before.amount || record.closeDate !== before.closeDate;
    if (changed) {
      number += 1;
      yield [`${life.id}-H${number}`, life.id, before?.stage ?? '', record.stage, record.amount === null ? '' : record.amount.toFixed(2), 'EUR', date(record.closeDate), String(record.probability), time(write.at), repName(company, record.owner)];
    }
    before = record;
  }
}

const activities = (company: Company, at: number): ExportTable => ({
  file: 'activities.csv',
  header: ['Activity ID', 'Opportunity ID', 'Account ID', 'Contact ID', 'Activity Type', 'Activity Date', 'Created Date', 'Assigned To'],
  *rows() {
    for (let index = 0; index < company.deals; index += 1) {
      const life = dealLife(company, index);
      if (life.createdAt > at) continue;
      for (const touch of touchesOf(company, life)) {
        if (touch.recordedAt <= at) yield [touch.id, life.id, life.account.id, touch.contact, touch.type, time(touch.at), time(touch.recordedAt), repName(company, touch.rep)];
      }
    }
  },
});

const campaignNames = ['Spring fair', 'Search always on', 'Partner webinar', 'Customer day', 'Trade magazine', 'Autumn fair'];

const leads = (company: Company, at: number): ExportTable => ({
  file: 'leads.csv',
  header: ['Lead ID', 'Lead Name', 'Email', 'Company', 'Lead Source', 'Campaign', 'Lead Status', 'Lead Owner', 'Created Date', 'First Response Date', 'Converted Date', 'Converted Opportunity ID'],
  *rows() {
    const converted = Math.min(company.deals, Math.floor(company.leads * 0.25));
    for (let index = 0; index < company.leads; index += 1) {
      const row = index < converted ? convertedLead(company, index, at) : openLead(company, index, at);
      if (row) yield row;
    }
  },
});

/** A quarter of the inquiries became deals: these came in some days before their deal was opened. */
function convertedLead(company: Company, index: number, at: number): string[] | null {
  const chance = new Chance('lead', company.seed, index);
  const life = dealLife(company, Math.floor((index / Math.floor(company.leads * 0.25)) * company.deals));
  const createdAt = life.createdAt - chance.waiting(12) * dayMs;
  if (createdAt > at || createdAt < company.startMs) return null;
  const respondedAt = Math.min(life.createdAt, createdAt + chance.lognormal(6, 1) * 3_600_000);
  const isConverted = life.createdAt <= at;
  return [`LEA-${index + 1}`, life.account.contacts[0]?.name ?? '', life.account.contacts[0]?.email ?? '', life.account.name, life.source, chance.pick(campaignNames), isConverted ? 'Converted' : 'Working', repName(company, life.rep), time(createdAt), respondedAt <= at ? time(respondedAt) : '', isConverted ? time(life.createdAt) : '', isConverted ? life.id : ''];
}

function openLead(company: Company, index: number, at: number): string[] | null {
  const chance = new Chance('lead', company.seed, index);
  const createdAt = company.startMs + chance.uniform() * (company.endMs - company.startMs);
  if (createdAt > at) return null;
  const respondedAt = createdAt + chance.lognormal(20, 1.2) * 3_600_000;
  const neverAnswered = chance.happens(0.15);
  const answered = respondedAt <= at && !neverAnswered;
  const name = personName(chance);
  const account = accountAt(company, chance.whole(0, company.accounts - 1));
  return [`LEA-${index + 1}`, name, `${name.toLowerCase().replace(' ', '.')}@${account.domain}`, account.name, chance.pick(sources.slice(0, 5)), chance.pick(campaignNames), answered ? chance.pick(['Working', 'Unqualified', 'Nurture']) : 'New', repName(company, account.rep), time(createdAt), answered ? time(respondedAt) : '', '', ''];
}

const invoices = (company: Company, at: number): ExportTable => ({
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

/** The books hear of a win when the CRM does, never before. */
function recordedWin(company: Company, life: DealLife, at: number): number | null {
  if (life.ending !== 'won' || life.endsAt > at) return null;
  const write = writesOf(company, life).find((one) => one.set.stage === 'Closed Won');
  return write && write.at <= at ? write.at : null;
}

function* invoicesOf(company: Company, life: DealLife, wonAt: number, at: number): Generator<string[]> {
  const chance = new Chance('invoices', company.seed, life.index);
  const parts = chance.whole(2, 8);
  for (let part = 0; part < parts; part += 1) {
    const on = wonAt + (10 + part * 30) * dayMs + chance.waiting(4) * dayMs;
    if (on <= at) yield [`INV-${life.index + 1}-${part + 1}`, life.account.id, life.id, life.product.name, date(on), (life.lastAmount / parts).toFixed(2), 'EUR'];
  }
}

const costs = (company: Company, at: number): ExportTable => ({
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
    }
  },
});

const campaigns = (company: Company, at: number): ExportTable => ({
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

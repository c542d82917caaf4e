import { Chance } from '../chance.ts';
import type { Company } from '../company.ts';
import { recordAt, writesOf, type DealRecord, type Write } from '../record/deal-records.ts';
import { filedUnder } from '../record/duplicates.ts';
import { touchesOf } from '../record/touches.ts';
import { dealLife, type DealLife } from '../world/deal-life.ts';
import { date, repName, time, type ExportTable } from './table.ts';

/** Every deal that existed, with its writes, in order. */
function* deals(company: Company, at: number): Generator<{ life: DealLife; writes: Write[] }> {
  for (let index = 0; index < company.deals; index += 1) {
    const life = dealLife(company, index);
    if (life.createdAt <= at) yield { life, writes: writesOf(company, life) };
  }
}

export const opportunities = (company: Company, at: number): ExportTable => ({
  file: 'opportunities.csv',
  header: ['Opportunity ID', 'Opportunity Name', 'Account ID', 'Account Name', 'Stage', 'Amount', 'Amount Currency', 'Probability (%)', 'Close Date', 'Created Date', 'Opportunity Owner', 'Lead Source', 'Type', 'Product', 'Next Step', 'Last Activity', 'Loss Reason', 'Fit Score', 'Sales Channel'],
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
  const account = filedUnder(company, life);
  return [
    life.id, `${life.account.name} – ${productName(life)}`, account.id, account.name, record.stage,
    record.amount === null ? '' : record.amount.toFixed(2), 'EUR', String(record.probability), date(record.closeDate), time(life.createdAt),
    repName(company, record.owner), life.source, life.type, life.product.name, record.nextStep, last === 0 ? '' : date(last), record.lossReason, record.fitScore === null ? '' : String(record.fitScore),
    channelOf(company, life),
  ];
}

/** Now and then somebody typed the product into the name by hand. */
const productName = (life: DealLife): string => (life.index % 41 === 0 ? life.product.name.replace(' ', '') : life.product.name);

export const history = (company: Company, at: number): ExportTable => ({
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

export const activities = (company: Company, at: number): ExportTable => ({
  file: 'activities.csv',
  header: ['Activity ID', 'Opportunity ID', 'Account ID', 'Contact ID', 'Activity Type', 'Activity Date', 'Created Date', 'Assigned To'],
  *rows() {
    for (let index = 0; index < company.deals; index += 1) {
      const life = dealLife(company, index);
      if (life.createdAt > at) continue;
      const { id: account } = filedUnder(company, life);
      for (const touch of touchesOf(company, life)) {
        if (touch.recordedAt <= at) yield [touch.id, life.id, account, touch.contact, touch.type, time(touch.at), time(touch.recordedAt), repName(company, touch.rep)];
      }
    }
  },
});

/** Some deals are sold by resellers: all that came from one, and a few others. */
export const channelOf = (company: Company, life: DealLife): string => (life.source === 'Partner' || new Chance('channel', company.seed, life.index).happens(0.08) ? 'Reseller' : 'Direct');

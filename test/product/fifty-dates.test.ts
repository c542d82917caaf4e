/**
 * Nothing knows the future: on fifty random dates every answer stays what it was when all that was known later is taken
 * away, and when a made-up future is added. Integers and ranks must be equal; so are, here, all other numbers.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accountRows, believablePipeline, changesBetween, coverageOf, findLeaks, inquiryCohorts, journeyMap, logAsOf, signContext, signsOf,
  type AccountLog, type Dated, type DealLog, type LeadLog, type Log,
} from '../../src/history/index.ts';
import { randomStream } from '../../src/learn/index.ts';
import { writeDemo } from '../../src/market/index.ts';
import { DAY_MS, endOfDay, isoDate } from '../../src/model/index.ts';
import { backtest, columnRules, fitWinModel, forecastQuarters, leadRecord, predictDeals, usedColumns } from '../../src/predict/index.ts';
import { actionsFor } from '../../src/prescribe/index.ts';
import { importSet } from './imported-set.ts';

const endsAt = '2026-06-30';
const folder = mkdtempSync(join(tmpdir(), 'hindcast-fifty-'));
let log: Log;

/** Three small companies as one: enough deals for a forecast, few enough to be quick. */
beforeAll(async () => {
  const parts: Log[] = [];
  for (const seed of [11, 12, 13]) {
    const files = join(folder, String(seed));
    await writeDemo(files, { seed, size: 'XS', endsAt }, () => undefined);
    const set = await importSet(files);
    parts.push(renamed(set.log, `${seed}-`));
    await set.close();
  }
  const first = parts[0] as Log;
  log = { ...first, deals: parts.flatMap((part) => part.deals), leads: parts.flatMap((part) => part.leads), accounts: parts.flatMap((part) => part.accounts), money: parts.flatMap((part) => part.money) };
}, 120_000);
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const prefixed = (prefix: string, id: string | null): string | null => (id === null ? null : prefix + id);

function renamed(part: Log, prefix: string): Log {
  return {
    ...part,
    deals: part.deals.map((deal) => ({ ...deal, id: prefix + deal.id, accountId: prefixed(prefix, deal.accountId) })),
    leads: part.leads.map((lead) => ({ ...lead, id: prefix + lead.id, dealId: prefixed(prefix, lead.dealId) })),
    accounts: part.accounts.map((account) => ({ ...account, id: prefix + account.id })),
    money: part.money.map((money) => ({ ...money, dealId: prefixed(prefix, money.dealId), accountId: prefixed(prefix, money.accountId) })),
  };
}

const random = randomStream('fifty dates', 1);
const lastDay = Date.parse(endsAt);
const dates = Array.from({ length: 50 }, () => endOfDay(isoDate(lastDay - random() * 3 * 365 * DAY_MS))).sort((a, b) => a - b);

/** Everything that is said on a date, by the public faces of the stages. */
function answersOn(whole: Log, asOf: number, withRecord: boolean) {
  const known = logAsOf(whole, asOf);
  const columnsOf = (one: Log): string[] => usedColumns(columnRules(one, { stableColumns: [], refusedColumns: [] }), 'deal');
  const model = fitWinModel(known, asOf, columnsOf(known), 1);
  const context = signContext(known, asOf);
  const deals = predictDeals({ log: known, asOf, model, method: 'hazard', signsOf: (deal) => signsOf(deal, asOf, context) });
  return {
    columns: columnRules(known, { stableColumns: [], refusedColumns: [] }),
    deals, actions: actionsFor(known, asOf, deals, { seed: 1, comparisonGroup: true }),
    forecast: forecastQuarters({ log: known, asOf, model, method: 'hazard', seed: 1, pastMisses: [] }),
    leads: leadRecord(known, asOf, usedColumns(columnRules(known, { stableColumns: [], refusedColumns: [] }), 'lead'), 1).answer,
    leaks: findLeaks(known, asOf), journey: journeyMap(known, asOf), pipeline: believablePipeline(known, asOf),
    changes: changesBetween(known, asOf - 60 * DAY_MS, asOf), inquiries: inquiryCohorts(known, asOf), accounts: accountRows(known, asOf), coverage: coverageOf(known, [], asOf),
    record: withRecord ? backtest({ log: known, asOf, columnsOf, seed: 1 }).answer : null,
  };
}

const before = <T>(entries: readonly Dated<T>[], at: number): readonly Dated<T>[] => entries.filter((entry) => entry.at <= at);
const ifBefore = (at: number | null, asOf: number): number | null => (at !== null && at <= asOf ? at : null);

/** The log as somebody would have built it on that day. */
function withoutFuture(whole: Log, asOf: number): Log {
  const deals = whole.deals.filter((deal) => (deal.createdAt ?? Infinity) <= asOf).map((deal): DealLog => ({
    ...deal, stage: before(deal.stage, asOf), amountCents: before(deal.amountCents, asOf), expectedCloseAt: before(deal.expectedCloseAt, asOf), owner: before(deal.owner, asOf),
    nextStep: before(deal.nextStep, asOf), undated: before(deal.undated, asOf), lossReason: before(deal.lossReason, asOf), touches: deal.touches.filter((at) => at <= asOf),
    outcome: deal.outcome?.at != null && deal.outcome.at <= asOf ? deal.outcome : null,
  }));
  const leads = whole.leads.filter((lead) => (lead.createdAt ?? Infinity) <= asOf).map((lead): LeadLog => {
    const convertedAt = ifBefore(lead.convertedAt, asOf);
    return { ...lead, convertedAt, converted: convertedAt === null ? null : true, dealId: convertedAt === null ? null : lead.dealId, respondedAt: ifBefore(lead.respondedAt, asOf), undated: before(lead.undated, asOf), owner: before(lead.undated, asOf).length > 0 ? lead.owner : null };
  });
  return {
    ...whole, deals, leads, accounts: whole.accounts.filter((account) => (account.createdAt ?? 0) <= asOf), money: whole.money.filter((money) => money.at <= asOf),
    dataThrough: asOf, importedAt: whole.importedAt.filter((at) => at <= asOf),
  };
}

/** The same past with another future: later stages, amounts, owners and endings, and deals, inquiries and accounts that come later. */
function withAnotherFuture(whole: Log, asOf: number): Log {
  const later = (days: number): number => asOf + days * DAY_MS;
  const past = withoutFuture(whole, asOf);
  const deals = past.deals.map((deal, index): DealLog => ({
    ...deal, stage: [...deal.stage, { at: later(3), value: 'Another stage' }], amountCents: [...deal.amountCents, { at: later(4), value: 987_654_321 }], expectedCloseAt: [...deal.expectedCloseAt, { at: later(2), value: later(400) }],
    owner: [...deal.owner, { at: later(5), value: 'Somebody Else' }], nextStep: [...deal.nextStep, { at: later(5), value: 'Something else' }], touches: [...deal.touches, later(1), later(2)],
    undated: [...deal.undated, { at: later(6), value: { Outcome: index % 2 === 0 ? 'yes' : 'no' } }], lossReason: [...deal.lossReason, { at: later(6), value: 'Another reason' }],
    outcome: deal.outcome ?? { kind: index % 2 === 0 ? 'won' : 'lost', at: later(7 + (index % 80)), closedAt: later(1) },
  }));
  const newDeals = past.deals.slice(0, 40).map((deal, index): DealLog => ({ ...deal, id: `new-${index}`, createdAt: later(1), outcome: { kind: 'won', at: later(2), closedAt: later(2) } }));
  const newLeads = past.leads.slice(0, 40).map((lead, index): LeadLog => ({ ...lead, id: `new-${index}`, createdAt: later(1), convertedAt: later(2), converted: true }));
  const newAccounts = past.accounts.slice(0, 5).map((account, index): AccountLog => ({ ...account, id: `new-${index}`, createdAt: later(1) }));
  return {
    ...past, deals: [...deals, ...newDeals], leads: [...past.leads, ...newLeads], accounts: [...past.accounts, ...newAccounts],
    money: [...past.money, ...past.money.slice(0, 20).map((money) => ({ ...money, at: later(3) }))], dataThrough: later(90), importedAt: [...past.importedAt, later(90)],
  };
}

test('there are dates with forecasts, and dates on which there is too little for one', () => {
  const refused = dates.map((asOf) => forecastQuarters({ log: logAsOf(log, asOf), asOf, model: fitWinModel(logAsOf(log, asOf), asOf, [], 1), method: 'hazard', seed: 1, pastMisses: [] })[0]?.refusal ?? null);
  expect(refused.filter((refusal) => refusal === null).length).toBeGreaterThan(10);
  expect(refused.filter((refusal) => refusal !== null).length).toBeGreaterThan(1);
});

test.each(dates.map((asOf, index) => ({ day: isoDate(asOf), asOf, withRecord: index % 10 === 9 })))('on $day', ({ asOf, withRecord }) => {
  const said = answersOn(log, asOf, withRecord);
  expect(answersOn(withoutFuture(log, asOf), asOf, withRecord)).toEqual(said);
  expect(answersOn(withAnotherFuture(log, asOf), asOf, withRecord)).toEqual(said);
}, 60_000);

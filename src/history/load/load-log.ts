import { fieldsOf, type Kind, type ReadPurpose, type WorkspaceSettings } from '../../model/index.ts';
import type { AccountLog, DealLog, LeadLog, Log, MoneyLog, RepLog } from '../log.ts';
import { AccountIds, type CompanyOf, type SeenAccount } from './account-ids.ts';
import { AccountNames, type JoinedAccount } from './account-names.ts';
import { dealLog, verdictOf, type StageChange } from './deal-log.ts';
import { foldRemembering, inEach } from '../as-known.ts';
import { currenciesOf } from '../currencies.ts';
import { knownFrom, leadAsOf } from '../log-as-of.ts';
import { currencyRuleOf, inReportingCurrency } from './money.ts';
import { byRecord, readVersions, type Facts, type Version } from '../../store/index.ts';
import { deleted, removalsOf, type ToldRecord } from '../removals.ts';
import { readAccountTouches, readTouches } from './touches.ts';

/**
 * Reads everything a workspace knows into one log of dated facts. Reads are in a fixed order, so two reads of the
 * same data are equal, and leave out who refuses the purpose. Records of one company are one account where `companies` says so. `importedAt` are the data dates of the committed imports, oldest first.
 */
export async function loadLog(facts: Facts, settings: WorkspaceSettings, importedAt: readonly number[], purpose: ReadPurpose, companies: Companies | null = null): Promise<Log> {
  const names = new AccountNames();
  const seenAccounts = await readAccounts(facts, names, purpose);
  const ids = new AccountIds(companies?.companyOf ?? null, seenAccounts);
  const accountOf = (version: Version) => names.accountOf(version, ids);
  const changes = await readStageChanges(facts, purpose);
  const touches = await readTouches(facts, 'deal_id', purpose);
  const accountTouches = await readAccountTouches(facts, ids, purpose);
  const verdict = verdictOf(settings);
  const deals: DealLog[] = [];
  const dealOfLead = new Map<string, DealLog>();
  for await (const { told: versions, removals } of recordsOf(facts, 'deal', purpose)) {
    const last = versions[versions.length - 1] as Version;
    const own = touches.get(last.recordId) ?? [];
    const folded = dealLog({ versions, changes: changes.get(last.recordId) ?? [], touches: own, touchesOfAccount: (id) => accountTouches.get(id) ?? [], accountOf }, settings, verdict);
    const log = deleted(folded, removals);
    if (settings.dealTypes.length > 0 && log.type !== null && !settings.dealTypes.includes(log.type)) continue;
    const leadId = text(last, 'leadId');
    if (leadId !== null) dealOfLead.set(leadId, log);
    deals.push(log);
  }
  const leads = await readLeads(facts, deals, dealOfLead, purpose);
  const money = [...await readMoney(facts, 'invoice', accountOf, settings, purpose), ...await readMoney(facts, 'cost', accountOf, settings, purpose)];
  const currencyRule = currencyRuleOf(settings);
  return {
    dataThrough: importedAt[importedAt.length - 1] ?? null,
    deals, leads, accounts: datedByDeals(ids.joined(seenAccounts), deals), reps: await readReps(facts, purpose), money,
    stageOrder: settings.stageOrder,
    fiscalStartMonth: settings.fiscalStartMonth,
    ...currenciesOf(deals, money, currencyRule),
    currencyRule,
    importedAt,
    ...(companies === null ? {} : { parents: companies.parents.map((edge) => ({ ...edge, child: ids.idOfKey(edge.child), parent: edge.parent === null ? null : ids.idOfKey(edge.parent) })).filter(({ child, parent }) => child !== parent) }),
  };
}

/** Records of a kind: what their versions told, and when their source deleted them. One whose deletion alone still counts tells nothing. */
async function* recordsOf(facts: Facts, kind: Kind, purpose: ReadPurpose): AsyncIterable<ToldRecord<Version>> {
  for await (const versions of byRecord(readVersions(facts, kind, purpose))) {
    const record = removalsOf(versions);
    if (record.told.length > 0) yield record;
  }
}

const text = (version: Version, field: string): string | null => (version.fields[field] as string | null | undefined) ?? null;
const number = (version: Version, field: string): number | null => (version.fields[field] as number | null | undefined) ?? null;

function stableOf(kind: 'lead' | 'account', version: Version): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, field] of fieldsOf(kind)) {
    const value = version.fields[name];
    if (field.stable && value !== null && value !== undefined) values[name] = String(value);
  }
  return values;
}

/** Which records of accounts are of one company, and which company is above which. */
export interface Companies {
  readonly companyOf: CompanyOf;
  readonly parents: NonNullable<Log['parents']>;
}

const itself = <T>(record: T): T => record;

async function readAccounts(facts: Facts, names: AccountNames, purpose: ReadPurpose): Promise<SeenAccount[]> {
  const accounts: SeenAccount[] = [];
  for await (const { told: versions, removals } of recordsOf(facts, 'account', purpose)) {
    names.add(versions);
    accounts.push({ account: deleted(foldRemembering(versions, accountLog, itself), removals), seenAt: (versions[0] as Version).knownAt });
  }
  return accounts;
}

function accountLog(versions: readonly Version[]): AccountLog {
  const first = versions[0] as Version;
  const last = versions[versions.length - 1] as Version;
  return { id: last.recordId, source: last.source, name: text(last, 'name') ?? last.recordId, createdAt: number(first, 'createdAt'), stable: stableOf('account', first) };
}

/** An account that dates no creation is known from its import on; one of the first list from its first deal on, if that is earlier. */
function datedByDeals(seen: readonly SeenAccount[], deals: readonly DealLog[]): AccountLog[] {
  const firstList = Math.min(...seen.map(({ seenAt }) => seenAt));
  const firstDeal = new Map<string, number>();
  for (const deal of deals.map((one) => one.earlier?.[0]?.as ?? one)) {
    if (deal.accountId !== null) firstDeal.set(deal.accountId, Math.min(firstDeal.get(deal.accountId) ?? Infinity, knownFrom(deal)));
  }
  return seen.map(({ account, seenAt }) => {
    if (account.createdAt !== null) return account;
    return inEach(account, { knownFrom: seenAt === firstList ? Math.min(seenAt, firstDeal.get(account.id) ?? Infinity) : seenAt });
  });
}

async function readStageChanges(facts: Facts, purpose: ReadPurpose): Promise<Map<string, StageChange[]>> {
  const changes = new Map<string, StageChange[]>();
  for await (const { told: versions, removals } of recordsOf(facts, 'stage_change', purpose)) {
    // A change that was deleted is corrected, as one that was told anew: it never was.
    if (removals[removals.length - 1]?.value === true) continue;
    const last = versions[versions.length - 1] as Version;
    const dealId = text(last, 'dealId');
    const stage = text(last, 'stage');
    const at = number(last, 'at');
    if (dealId === null || stage === null || at === null) continue;
    const change = { at, stage, fromStage: text(last, 'fromStage'), amountCents: number(last, 'amount'), currency: text(last, 'currency'), expectedCloseAt: number(last, 'expectedCloseAt') };
    const list = changes.get(dealId);
    if (list) list.push(change);
    else changes.set(dealId, [change]);
  }
  for (const list of changes.values()) list.sort((a, b) => a.at - b.at);
  return changes;
}

async function readLeads(facts: Facts, deals: readonly DealLog[], dealOfLead: ReadonlyMap<string, DealLog>, purpose: ReadPurpose): Promise<LeadLog[]> {
  const leads: LeadLog[] = [];
  const responses = await readTouches(facts, 'lead_id', purpose);
  const dealById = new Map(deals.map((deal) => [deal.id, deal]));
  for await (const { told: versions, removals } of recordsOf(facts, 'lead', purpose)) {
    const named = dealOfLead.get((versions[0] as Version).recordId);
    leads.push(deleted(foldRemembering(versions, (known) => leadLog(known, responses, dealById, named), leadAsOf), removals));
  }
  return leads;
}

function leadLog(versions: readonly Version[], responses: ReadonlyMap<string, number[]>, deals: ReadonlyMap<string, DealLog>, named: DealLog | undefined): LeadLog {
  const first = versions[0] as Version;
  const last = versions[versions.length - 1] as Version;
  const dealId = text(last, 'dealId') ?? named?.id ?? null;
  const deal = dealId === null ? undefined : deals.get(dealId) ?? named;
  const convertedAt = number(last, 'convertedAt') ?? deal?.createdAt ?? null;
  const declared = last.fields['converted'];
  return {
    id: last.recordId, source: last.source,
    company: text(last, 'company'),
    createdAt: number(first, 'createdAt'),
    respondedAt: number(last, 'respondedAt') ?? responses.get(last.recordId)?.[0] ?? null,
    convertedAt,
    converted: typeof declared === 'boolean' ? declared : convertedAt !== null ? true : null,
    channel: text(first, 'source'), campaign: text(first, 'campaign'), owner: text(last, 'owner'), dealId,
    stable: stableOf('lead', first),
    undated: versions.map((version) => ({ at: version.knownAt, value: leadUndated(version) })),
  };
}

const leadOwn = new Set(['name', 'email', 'company', 'source', 'campaign', 'createdAt', 'respondedAt', 'convertedAt', 'converted', 'dealId', 'accountId']);

function leadUndated(version: Version): Record<string, string> {
  const values: Record<string, string> = { ...version.attributes };
  for (const [name, value] of Object.entries(version.fields)) {
    if (value !== null && !leadOwn.has(name)) values[name] = String(value);
  }
  return values;
}

async function readMoney(facts: Facts, kind: 'invoice' | 'cost', accountOf: (version: Version) => JoinedAccount, settings: WorkspaceSettings, purpose: ReadPurpose): Promise<MoneyLog[]> {
  const rows: MoneyLog[] = [];
  for await (const { told: versions, removals } of recordsOf(facts, kind, purpose)) {
    const told = versions.filter((version) => number(version, 'at') !== null && number(version, 'amount') !== null);
    if (told[told.length - 1] !== versions[versions.length - 1]) continue;
    rows.push(deleted(foldRemembering(told, (known) => moneyLog(kind, known[known.length - 1] as Version, accountOf, settings), itself), removals));
  }
  return rows;
}

function moneyLog(kind: MoneyLog['kind'], version: Version, accountOf: (version: Version) => JoinedAccount, settings: WorkspaceSettings): MoneyLog {
  const currency = text(version, 'currency');
  return {
    kind, at: number(version, 'at') as number, dealId: text(version, 'dealId'), ...accountOf(version),
    amountCents: inReportingCurrency(number(version, 'amount') as number, currency, settings), currency,
  };
}

/** Sales people of later lists are known from then on. */
async function readReps(facts: Facts, purpose: ReadPurpose): Promise<RepLog[]> {
  const seen: { rep: RepLog; seenAt: number }[] = [];
  for await (const { told: versions, removals } of recordsOf(facts, 'rep', purpose)) seen.push({ rep: deleted(foldRemembering(versions, repLog, itself), removals), seenAt: (versions[0] as Version).knownAt });
  const firstList = Math.min(...seen.map(({ seenAt }) => seenAt));
  return seen.map(({ rep, seenAt }) => (seenAt === firstList ? rep : inEach(rep, { knownFrom: seenAt })));
}

function repLog(versions: readonly Version[]): RepLog {
  const last = versions[versions.length - 1] as Version;
  return { name: text(last, 'name') ?? last.recordId, team: text(last, 'team'), manager: text(last, 'manager') };
}

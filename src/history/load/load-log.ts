import { fieldsOf, type WorkspaceSettings } from '../../model/index.ts';
import type { Facts } from '../../store/index.ts';
import type { AccountLog, DealLog, LeadLog, Log, MoneyLog, RepLog } from '../log.ts';
import { dealLog, verdictOf, type StageChange } from './deal-log.ts';
import { areMixed, currencyShown, inReportingCurrency } from './money.ts';
import { byRecord, readVersions, type Version } from './read-versions.ts';
import { readTouches } from './touches.ts';

/**
 * Reads everything a workspace knows into one log of dated facts. Reads are in a fixed order, so two reads of the
 * same data are equal. `importedAt` are the data dates of the committed imports, oldest first.
 */
export async function loadLog(facts: Facts, settings: WorkspaceSettings, importedAt: readonly number[]): Promise<Log> {
  const accounts = await readAccounts(facts);
  const idOfAccount = accountsByName(accounts);
  const changes = await readStageChanges(facts);
  const touches = await readTouches(facts, 'deal_id');
  const accountTouches = await readTouches(facts, 'account_id');
  const currencies = new Set<string>();
  const verdict = verdictOf(settings);
  const deals: DealLog[] = [];
  const dealOfLead = new Map<string, DealLog>();
  for await (const versions of byRecord(readVersions(facts, 'deal'))) {
    const last = versions[versions.length - 1] as Version;
    const own = touches.get(last.recordId) ?? [];
    const log = dealLog({ versions, changes: changes.get(last.recordId) ?? [], touches: own, accountIdOf: (version) => accountOf(version, idOfAccount) }, settings, verdict);
    if (settings.dealTypes.length > 0 && log.type !== null && !settings.dealTypes.includes(log.type)) continue;
    if (log.currency && log.amountCents.some((entry) => entry.value !== null)) currencies.add(log.currency);
    const leadId = text(last, 'leadId');
    if (leadId !== null) dealOfLead.set(leadId, log);
    deals.push(withAccountTouches(log, log.accountId ? accountTouches.get(log.accountId) : undefined));
  }
  const leads = await readLeads(facts, deals, dealOfLead);
  const money = [...await readMoney(facts, 'invoice', idOfAccount, settings), ...await readMoney(facts, 'cost', idOfAccount, settings)];
  return {
    dataThrough: importedAt[importedAt.length - 1] ?? null,
    deals, leads, accounts, reps: await readReps(facts), money,
    stageOrder: settings.stageOrder,
    reportingCurrency: currencyShown(currencies, settings),
    fiscalStartMonth: settings.fiscalStartMonth,
    mixedCurrencies: areMixed(currencies, settings),
    importedAt,
  };
}

/** An activity noted on the account alone counts for its deals that were open then. */
function withAccountTouches(deal: DealLog, touches: readonly number[] | undefined): DealLog {
  if (!touches || touches.length === 0 || deal.createdAt === null) return deal;
  const from = deal.createdAt;
  const until = deal.outcome?.at ?? Infinity;
  const during = touches.filter((at) => at >= from && at <= until);
  return during.length === 0 ? deal : { ...deal, touches: [...deal.touches, ...during].sort((a, b) => a - b) };
}

const text = (version: Version, field: string): string | null => (version.fields[field] as string | null | undefined) ?? null;
const number = (version: Version, field: string): number | null => (version.fields[field] as number | null | undefined) ?? null;
const foldName = (name: string): string => name.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

function stableOf(kind: 'lead' | 'account', version: Version): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, field] of fieldsOf(kind)) {
    const value = version.fields[name];
    if (field.stable && value !== null && value !== undefined) values[name] = String(value);
  }
  return values;
}

async function readAccounts(facts: Facts): Promise<AccountLog[]> {
  const accounts: AccountLog[] = [];
  for await (const versions of byRecord(readVersions(facts, 'account'))) {
    const first = versions[0] as Version;
    const last = versions[versions.length - 1] as Version;
    accounts.push({ id: last.recordId, source: last.source, name: text(last, 'name') ?? last.recordId, createdAt: number(first, 'createdAt'), stable: stableOf('account', first) });
  }
  return accounts;
}

const accountsByName = (accounts: readonly AccountLog[]): Map<string, string> =>
  new Map(accounts.map((account) => [foldName(account.name), account.id]));

/** An id of the source wins; a name is matched without regard to case, spaces and punctuation. */
function accountOf(version: Version, byName: ReadonlyMap<string, string>): string | null {
  const id = text(version, 'accountId');
  if (id !== null) return id;
  const name = text(version, 'accountName');
  return name === null ? null : byName.get(foldName(name)) ?? null;
}

async function readStageChanges(facts: Facts): Promise<Map<string, StageChange[]>> {
  const changes = new Map<string, StageChange[]>();
  for await (const versions of byRecord(readVersions(facts, 'stage_change'))) {
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

async function readLeads(facts: Facts, deals: readonly DealLog[], dealOfLead: ReadonlyMap<string, DealLog>): Promise<LeadLog[]> {
  const leads: LeadLog[] = [];
  const responses = await readTouches(facts, 'lead_id');
  const dealById = new Map(deals.map((deal) => [deal.id, deal]));
  for await (const versions of byRecord(readVersions(facts, 'lead'))) {
    const named = dealOfLead.get((versions[0] as Version).recordId);
    leads.push(leadLog(versions, responses, dealById, named));
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

async function readMoney(facts: Facts, kind: 'invoice' | 'cost', byName: ReadonlyMap<string, string>, settings: WorkspaceSettings): Promise<MoneyLog[]> {
  const rows: MoneyLog[] = [];
  for await (const versions of byRecord(readVersions(facts, kind))) {
    const last = versions[versions.length - 1] as Version;
    const at = number(last, 'at');
    const cents = number(last, 'amount');
    if (at === null || cents === null) continue;
    const currency = text(last, 'currency');
    rows.push({ kind, at, dealId: text(last, 'dealId'), accountId: accountOf(last, byName), amountCents: inReportingCurrency(cents, currency, settings), currency });
  }
  return rows;
}

async function readReps(facts: Facts): Promise<RepLog[]> {
  const reps: RepLog[] = [];
  for await (const versions of byRecord(readVersions(facts, 'rep'))) {
    const last = versions[versions.length - 1] as Version;
    reps.push({ name: text(last, 'name') ?? last.recordId, team: text(last, 'team'), manager: text(last, 'manager') });
  }
  return reps;
}

import { createImport, requireImportable } from './create-import.ts';
import { HouseBuyers } from './house-buyers.ts';
import { HouseDelay } from './house-delay.ts';
import { HouseDevices } from './house-devices.ts';
import { HouseFolders } from './house-folders.ts';
import { HouseListening } from './house-listening.ts';
import { accountPage, dealPage, eachOnce, missingRecord, searchStatement } from '../history/index.ts';
import {
  ForgottenPeople, applyCorrections, bringBackCorrections, bringBackKeptOut, bringBackRecord, bringBackSaid, bringBackTerms, findImport, importAnswer, manifestWithoutForgotten, planFiles, plansOfExport, readForgotten, readManifest, readRejects,
  undoImport, undoRepair,
} from '../acquire/index.ts';
import { exportWorkspace } from '../act/index.ts';
import { peopleOf, refoldCompanies } from '../resolve/index.ts';
import { columnFamily, modelFamily } from '../predict/index.ts';
import { asSaid } from '../prescribe/index.ts';
import { runAnalystSql } from '../store/index.ts';
import {
  Failure, decisionInputSchema, endOfDay, holdingInputSchema, isoDate, kindNames, kinds, registerOf,
  type ActionsAnswer, type Call, type DealAnswer, type DealFilter, type ForecastAnswer, type ImportAnswer, type ImportPlan, type ImportRequest, type Manifest, type PageTokens, type Principal, type TimelineEntry, type RollUp, type Scope, type Workspace, type WorkspaceSettings,
} from '../model/index.ts';
import type { Analyst, AnswerName, Answers } from './answers.ts';
import type { House } from './house.ts';
import { HouseEvents } from './house-events.ts';
import { HouseHooks } from './live/house-hooks.ts';
import { importProfiles } from './import-profiles.ts';
import { HouseLiveSources } from './live/house-live-sources.ts';
import { HouseCompanies } from './house-companies.ts';
import { HouseIdentity } from './house-identity.ts';
import { HousePeople } from './house-people.ts';
import { HouseRoles } from './house-roles.ts';
import { HouseSources } from './house-sources.ts';
import { HouseCaps } from './house-caps.ts';
import { HouseWaysIn } from './house-ways-in.ts';
import { HouseTouches } from './house-touches.ts';
import { HouseWebhooks } from './house-webhooks.ts';
import { joinVisitorsOf } from './join-visitors.ts';
import { recallPartsOf } from './recall-parts.ts';
import { asOfFor } from './kept-answers.ts';
import { holdsAt, recordDecision, recordHolding } from './record-decision.ts';
import { WorkspaceState } from './workspace-state.ts';
import type { WorkspaceStore } from '../store/index.ts';

/** Views that people's own SQL may read. */
export const analystViews: readonly string[] = [...kindNames.map((kind) => kinds[kind].table), 'predictions', 'quarter_forecasts', 'decisions', 'holding_reasons', 'outcomes', 'touches'];

export interface HouseWorkspaceOptions {
  readonly house: House;
  readonly store: WorkspaceStore;
  readonly analyst: Analyst;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
  readonly pageTokens: PageTokens;
  /** Called after an import was queued, for the process that runs jobs itself. */
  readonly onQueued: (jobId: string) => void;
}

/** One workspace as the command line and the API see it. Answers come from the analyst; state changes happen here. */
export class HouseWorkspace implements Workspace {
  readonly name: string;
  readonly buyers: HouseBuyers;
  readonly delay: HouseDelay;
  readonly listening: HouseListening;
  readonly folders: HouseFolders;
  readonly devices: HouseDevices;
  readonly #o: HouseWorkspaceOptions;
  readonly #state: WorkspaceState;
  readonly people: HousePeople;
  readonly identity: HouseIdentity;
  readonly companies: HouseCompanies;
  readonly roles: HouseRoles;
  readonly sources: HouseSources;
  readonly events: HouseEvents;
  readonly touches: HouseTouches;
  readonly caps: HouseCaps;
  readonly webhooks: HouseWebhooks;
  readonly live: HouseLiveSources;
  readonly waysIn: HouseWaysIn;
  readonly hooks: HouseHooks;

  constructor(options: HouseWorkspaceOptions) {
    this.name = options.store.name;
    this.#o = options;
    this.#state = new WorkspaceState(options.store.state, options.house.now, options.house.newId);
    const joinVisitors = (): Promise<void> => joinVisitorsOf(options.house, options.store);
    this.people = new HousePeople({ ...options, joinVisitors, touchesOf: (person) => this.touches.ofPerson(person), recall: recallPartsOf(options.house, options.store), settings: () => this.#state.settings(), dataDate: () => asOfFor(undefined, this.#state, options.house.now()), forget: () => options.house.analyst.forget(this.name) });
    this.identity = new HouseIdentity({ ...options, joinVisitors, state: this.#state, forget: () => options.house.analyst.forget(this.name) });
    this.companies = new HouseCompanies({ ...options, forget: () => options.house.analyst.forget(this.name) });
    this.sources = new HouseSources({ recall: recallPartsOf(options.house, options.store), audit: options.audit, forget: () => options.house.analyst.forget(this.name) });
    this.events = new HouseEvents(options);
    this.caps = new HouseCaps({ ...options, people: this.people });
    this.touches = new HouseTouches({ ...options, joinVisitors });
    this.roles = new HouseRoles({ ...options, people: this.people, touches: this.touches, dataDate: () => asOfFor(undefined, this.#state, options.house.now()) });
    this.webhooks = new HouseWebhooks(options);
    this.live = new HouseLiveSources(options);
    this.hooks = new HouseHooks(options);
    this.buyers = new HouseBuyers({ ...options, people: this.people, caps: this.caps, settings: () => this.#state.settings() });
    this.listening = new HouseListening({ house: options.house, store: options.store, state: this.#state, audit: options.audit });
    this.folders = new HouseFolders({ house: options.house, state: options.store.state, audit: options.audit });
    this.devices = new HouseDevices(options);
    this.waysIn = new HouseWaysIn({ store: options.store, now: options.house.now, audit: options.audit, workspace: this });
    this.delay = new HouseDelay({ ...options, people: this.people, settings: () => this.#state.settings() });
  }

  #ask<N extends AnswerName>(name: N, scope: Scope, also: { readonly since?: string; readonly rollUp?: RollUp } = {}): Promise<Answers[N]> {
    return this.#o.analyst.answer(this.name, { name, scope: scopeOnly(scope), ...also });
  }

  async overview(scope: Scope) {
    const [answer, settings, calls, actions] = await Promise.all([this.#ask('overview', scope), this.settings(), this.#state.calls(), this.actions(scope)]);
    const forecast = answer.forecast ? withGoals([answer.forecast], settings, calls)[0] ?? null : null;
    return { ...answer, forecast, doNext: actions.actions.filter((action) => action.state === 'offered' && !action.heldOut).slice(0, 5) };
  }

  async deals(filter: DealFilter): Promise<DealAnswer[]> {
    const name = filter.status === 'won' ? 'wonDeals' : filter.status === 'lost' ? 'lostDeals' : 'deals';
    return (await this.#ask(name, filter.asOf ? { asOf: filter.asOf } : {})).filter((deal) => matches(deal, filter));
  }

  async deal(id: string, scope: Scope) {
    const asOf = await asOfFor(scope.asOf, this.#state, this.#o.house.now());
    const known = await this.#o.analyst.answer(this.name, { name: 'dealFacts', scope: scopeOnly(scope), id });
    if (!known) throw await missingRecord(this.#o.store.facts, 'deal', id, asOf);
    const answer = (await this.#ask('deals', scopeOnly(scope))).find((deal) => deal.id === id) ?? null;
    const touches = known.deal.accountId === null ? [] : await this.touches.ofAccount(known.deal.accountId, { asOf: scope.asOf, from: known.deal.createdAt, to: known.deal.closedAt });
    const people = await this.roles.people(known.deal, scope, asOf);
    return dealPage({ facts: this.#o.store.facts, deal: known.deal, touches, people, lossReason: known.lossReason?.reason ?? null, attributes: known.attributes, answer, notes: await this.notes(id), asOf });
  }

  async forecast(scope: Scope): Promise<ForecastAnswer[]> {
    const [answer, settings, calls] = await Promise.all([this.#ask('forecast', scope), this.settings(), this.#state.calls()]);
    return withGoals(answer, settings, calls);
  }

  async backtest(scope: Scope) {
    const [answer, calls] = await Promise.all([this.#ask('backtest', scope), this.#state.calls()]);
    const points = answer.points.map((point) => ({ ...point, yourCall: callAt(calls, point.quarter, point.asOf) }));
    return { ...answer, points };
  }

  importProfiles: Workspace['importProfiles'] = (given, by) => importProfiles({ store: this.#o.store, live: this.live, now: this.#o.house.now }, given, by);

  leaks = (scope: Scope) => this.#ask('leaks', scope);
  experiments = (scope: Scope) => this.#ask('experiments', scope);
  changes = (since: string, scope: Scope) => this.#ask('changes', scope, { since });
  journey = (scope: Scope) => this.#ask('journey', scope);
  inquiries = (scope: Scope) => this.#ask('inquiries', scope);
  columns = (scope: Scope) => this.#ask('columns', scope);
  coverage = (scope: Scope) => this.#ask('coverage', scope);

  async comparisons(scope: Scope) {
    const [{ leaks, inquiries, asOf }, backtest, columns, answers] = await Promise.all([this.#ask('comparedRecords', scope), this.#ask('backtest', scope), this.#ask('columns', scope), this.#ask('comparedAnswers', scope)]);
    return registerOf([leaks, modelFamily(inquiries ? [backtest, inquiries] : [backtest]), columnFamily(columns), ...answers.families], asOf);
  }

  async actions(scope: Scope): Promise<ActionsAnswer> {
    const at = scope.asOf === undefined ? this.#o.house.now() : endOfDay(scope.asOf);
    const [answer, states, holds] = await Promise.all([this.#ask('actions', scope), this.#state.actionStates(), holdsAt(this.#o.store.facts, at)]);
    return asSaid(answer, { states, holds });
  }

  async accounts(scope: Scope & { search?: string; limit?: number; cursor?: string; rollUp?: RollUp }) {
    const all = await this.#ask('accounts', scope, scope.rollUp === undefined ? {} : { rollUp: scope.rollUp });
    const text = scope.search?.trim().toLowerCase() ?? '';
    const found = text === '' ? all : all.filter((row) => row.name.toLowerCase().includes(text));
    const start = Math.max(0, Number(scope.cursor ?? 0) || 0);
    const end = start + Math.min(scope.limit ?? 100, 500);
    return { rows: found.slice(start, end), next: end < found.length ? String(end) : null };
  }

  async account(id: string, scope: Scope) {
    const asOf = await asOfFor(scope.asOf, this.#state, this.#o.house.now());
    const known = await this.#o.analyst.answer(this.name, { name: 'accountFacts', scope: scopeOnly(scope), id });
    if (!known) throw await missingRecord(this.#o.store.facts, 'account', id, asOf);
    // Mentions are no rows of files: where no date is asked for, all that was heard so far counts.
    const heardBy = scope.asOf === undefined ? this.#o.house.now() : asOf;
    const [page, ...said] = await Promise.all([
      accountPage({ facts: this.#o.store.facts, ...known, asOf }),
      ...known.records.flatMap((record) => [this.listening.ofAccount(record.id, heardBy), this.touches.ofAccount(record.id, { asOf: scope.asOf })]),
    ]);
    const persons = await peopleOf(this.#o.store, page.people.map(({ key }) => key), this.#o.house.now());
    return { ...page, group: known.group, people: eachOnce(page.people, (key) => persons.get(key)?.id ?? key), timeline: [...page.timeline, ...eachTouchOnce(said.flat())].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)) };
  }

  async search(text: string) {
    return text.trim() === '' ? [] : this.#o.store.facts.query(searchStatement, { text: text.trim() });
  }

  async sql(statement: string, limit = 1000) {
    if (/\btouches\b/i.test(statement)) await this.touches.upToDate();
    return runAnalystSql(this.#o.store.analyst, statement, { views: analystViews, limit });
  }

  planImport = async (request: ImportRequest): Promise<ImportPlan> => planFiles(request.paths, { ...request, now: this.#o.house.now(), saved: await this.#savedMappings() });

  async startImport(request: ImportRequest, by: Principal): Promise<ImportAnswer> {
    const [first, ...others] = request.paths;
    const manifest = first !== undefined && others.length === 0 ? await readManifest(first) : undefined;
    if (manifest) return this.#bringBack(first as string, manifest, request, by);
    const plan = await this.planImport(request);
    await requireImportable(this.#o.store, plan, this.#o.house.now());
    await this.#saveMappings(request, plan);
    return this.#queue(plan, request, by);
  }

  /** An export comes back version by version, oldest first, with its settings, calls, notes, filters and decisions. */
  async #bringBack(folder: string, whole: Manifest, request: ImportRequest, by: Principal): Promise<ImportAnswer> {
    const { store, house } = this.#o;
    await bringBackKeptOut(store.state, whole.keptOut, house.newId(), house.now());
    await bringBackTerms(store.state, whole.sourceTerms, house.now());
    const { list } = await readForgotten(store.state);
    const people = list && new ForgottenPeople(list);
    const manifest = people ? manifestWithoutForgotten(whole, people) : whole;
    await this.#state.bringBack(manifest);
    await bringBackRecord(store.facts, folder, manifest, people);
    await bringBackSaid(store.state, manifest);
    await bringBackCorrections(store.state, manifest.corrections);
    let last: ImportAnswer | undefined;
    for (const plan of plansOfExport(folder, manifest)) last = await this.#queue(plan, request, by);
    if (!last) throw new Failure('unreadable_file', `${folder} is an export of an empty workspace.`, 'There is nothing to import.');
    return last;
  }

  async #queue(plan: ImportPlan, request: ImportRequest, by: Principal): Promise<ImportAnswer> {
    const id = await createImport(this.#o.store, plan, request, by.user?.email ?? null, this.#o.house.now(), this.#o.house.newId);
    await this.#o.audit(by, 'import started', id);
    const job = await this.#o.house.store.jobs.add('import', this.name, { importId: id }, id);
    this.#o.onQueued(job.id);
    return this.import(id);
  }

  async imports() {
    const rows = await this.#o.store.state.selectFrom('imports').selectAll().orderBy('created_at', 'desc').limit(200).execute();
    return rows.map(importAnswer);
  }

  import = async (id: string) => importAnswer(await findImport(this.#o.store.state, id));
  rejects = (id: string) => readRejects(this.#o.store, id);

  async undoImport(id: string, by: Principal) {
    const { house, store } = this.#o;
    await undoImport(store, id, house.now());
    await refoldCompanies(store, house.now());
    await applyCorrections({ store, system: house.store.system, now: house.now(), asOf: await asOfFor(undefined, this.#state, house.now()) });
    await this.#o.audit(by, 'import undone', id);
    await this.#o.house.analyst.forget(this.name);
    return this.import(id);
  }

  async undoRepair(importId: string, repairId: string, by: Principal) {
    const queued = await undoRepair(this.#o.store, importId, repairId, this.#o.house.now());
    await this.#o.audit(by, 'repair undone', `${importId}/${repairId}`);
    if (queued) this.#o.onQueued((await this.#o.house.store.jobs.add('import', this.name, { importId })).id);
    return this.import(importId);
  }

  async decide(input: unknown, by: Principal) {
    const decision = decisionInputSchema.parse(input);
    const action = (await this.actions({})).actions.find((candidate) => candidate.id === decision.actionId);
    if (!action) throw new Failure('not_found', `There is no action "${decision.actionId}".`, 'Reload the list of actions.');
    await recordDecision(this.#o.store, decision, action, by, this.#o.house);
  }

  async holding(input: unknown, by: Principal) {
    await recordHolding(this.#o.store, holdingInputSchema.parse(input), by, this.#o.house);
  }

  async setCall(quarter: string, value: number, by: Principal) {
    await this.#state.setCall(quarter, value, by.user?.email ?? null);
    await this.#o.audit(by, 'call set', quarter);
  }

  notes = (dealId: string) => this.#state.notes(dealId);
  addNote = (dealId: string, text: string, by: Principal) => this.#state.addNote(dealId, text, by.user?.email ?? null);
  savedFilters = (screen: string) => this.#state.savedFilters(screen);
  saveFilter = (filter: Parameters<Workspace['saveFilter']>[0], by: Principal) => this.#state.saveFilter(filter, by.user?.email ?? null);
  settings = () => this.#state.settings();

  async setSettings(change: Partial<WorkspaceSettings>, by: Principal) {
    const settings = await this.#state.setSettings(change);
    await this.#o.audit(by, 'settings changed', Object.keys(change).join(', '));
    return settings;
  }

  exportTo: Workspace['exportTo'] = async (folder, progress) => {
    await this.touches.upToDate();
    return exportWorkspace(this.#o.store, folder, progress);
  };

  async #savedMappings() {
    return this.#o.store.state.selectFrom('mappings').selectAll().execute();
  }

  async #saveMappings(request: ImportRequest, plan: ImportPlan): Promise<void> {
    for (const choice of request.columns ?? []) {
      const table = plan.tables.find((candidate) => candidate.file === choice.file);
      if (!table?.kind) continue;
      const row = { source: table.source, kind: table.kind, header: choice.header, field: choice.field };
      await this.#o.store.state.insertInto('mappings').values(row).onConflict((conflict) => conflict.columns(['source', 'kind', 'header']).doUpdateSet({ field: row.field })).execute();
    }
  }
}

/** A person at several records of one company stands on each of them. */
const eachTouchOnce = (entries: readonly TimelineEntry[]): TimelineEntry[] => [...new Map(entries.map((entry, place) => [entry.touch?.id ?? place, entry])).values()];

const scopeOnly = ({ asOf, team, owner, dealType }: Scope): Scope => ({
  ...(asOf ? { asOf } : {}), ...(team ? { team } : {}), ...(owner ? { owner } : {}), ...(dealType ? { dealType } : {}),
});

function matches(deal: DealAnswer, filter: DealFilter): boolean {
  const text = filter.search?.trim().toLowerCase();
  return (filter.ids === undefined || filter.ids.includes(deal.id))
    && (filter.stage === undefined || deal.stage === filter.stage)
    && (filter.owner === undefined || deal.owner === filter.owner)
    && (filter.team === undefined || deal.team === filter.team)
    && (filter.dealType === undefined || deal.type === filter.dealType)
    && (filter.sign === undefined || deal.signs.some((sign) => sign === filter.sign))
    && (!text || [deal.id, deal.name, deal.account].some((value) => value?.toLowerCase().includes(text)));
}

function withGoals(quarters: readonly ForecastAnswer[], settings: WorkspaceSettings, calls: readonly Call[]): ForecastAnswer[] {
  return quarters.map((quarter) => ({
    ...quarter,
    target: settings.targets[quarter.quarter] ?? null,
    yourCall: callAt(calls, quarter.quarter, quarter.asOf),
  }));
}

/** The last call made for a quarter on or before a date. */
function callAt(calls: readonly Call[], quarter: string, asOf: string): number | null {
  const until = `${isoDate(Date.parse(asOf))}T23:59:59.999Z`;
  const made = calls.filter((call) => call.quarter === quarter && call.at <= until);
  return made[made.length - 1]?.value ?? null;
}

import { isVisitorNode, visitorsOfRecords } from '../acquire/index.ts';
import { Failure, blockedValueSchema, identityLimitsSchema, identityRuleInputSchema, type BlockedValue, type BlockedValuesAnswer, type Identity, type IdentityLimits, type IdentityLimitsAnswer, type IdentityRuleInput, type IdentityRulesAnswer, type IdentityRun, type RefusedJoinsAnswer, type RuleOutlook, type PairSays, type JobAnswer, type Person, type Principal, type RunPreview, type VisitorJoins } from '../model/index.ts';
import { addRules, approveRun, decideIdentity, decideVisitor, drawQuestions, explainPair, explainVisitor, isAccountKey, keyOfRecord, personOf, proposeThreshold, readBlocked, readChanges, readLimits, readPreview, readRefused, readRules, readReview, readRuns, readThresholds, readVisitorJoins, setLimits, takeRuleBack, undoChange, visitorPair } from '../resolve/index.ts';
import { findPersonRecords, type PersonRecord, type WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';
import type { WorkspaceState } from './workspace-state.ts';

export interface HouseIdentityOptions {
  readonly house: Pick<House, 'now' | 'store'>;
  readonly store: WorkspaceStore;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
  /** A job waits: whoever runs jobs by itself takes it. */
  readonly onQueued: (jobId: string) => void;
  readonly state: Pick<WorkspaceState, 'settings' | 'setSettings'>;
  /** Takes visitors of websites for the people whose address or number they gave, as far as events were received by now. */
  readonly joinVisitors: () => Promise<void>;
  /** Lets go of answers that were kept. */
  readonly forget: () => Promise<void>;
}

const wordsInAudit: Readonly<Record<PairSays, string>> = { same: 'records linked', different: 'records unlinked', unsure: 'records looked at, not sure' };

/** Who is who in one workspace. */
export class HouseIdentity implements Identity {
  readonly #o: HouseIdentityOptions;

  constructor(options: HouseIdentityOptions) {
    this.#o = options;
  }

  async changes({ person, cursor, limit }: Parameters<Identity['changes']>[0]) {
    const { store } = this.#o;
    await this.#o.joinVisitors();
    const before = Number(cursor);
    const rows = await readChanges(store, { limit: limit + 1, ...(person === undefined ? {} : { record: isAccountKey(person) || isVisitorNode(person) ? person : await keyOfRecord(store.facts, person) }), ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}) });
    return { rows: rows.slice(0, limit), next: rows.length > limit ? String(rows[limit - 1]?.id) : null };
  }

  async undo(change: number, by: Principal): Promise<Person[]> {
    await this.#o.joinVisitors();
    const people = await undoChange(this.#o.store, change, by.user?.email ?? null, this.#o.house.now());
    await this.#done(by, 'merge or split undone', String(change));
    return people;
  }

  async say(a: string, b: string, says: PairSays, by: Principal): Promise<Person> {
    const { store, house } = this.#o;
    if (isVisitorNode(a) || isVisitorNode(b)) return this.#sayOnVisitor(a, b, says, by);
    const keys = [await keyOfRecord(store.facts, a), await keyOfRecord(store.facts, b)] as const;
    const { id, records } = await decideIdentity(store, { a: keys[0], b: keys[1], says, by: by.user?.email ?? null, now: house.now() });
    await drawQuestions(store, house.now());
    await this.#done(by, wordsInAudit[says], keys.join(' and '));
    return { id, records };
  }

  async #sayOnVisitor(a: string, b: string, says: PairSays, by: Principal): Promise<Person> {
    const { store, house, joinVisitors } = this.#o;
    await joinVisitors();
    const pair = await visitorPair(store, a, b);
    await decideVisitor(store, { ...pair, says, by: by.user?.email ?? null, now: house.now() });
    await this.#done(by, wordsInAudit[says], `${pair.node} and ${pair.record}`);
    const { id, records } = await personOf(store, pair.record, house.now());
    return { id, records, visitors: (await visitorsOfRecords(store.state, records)).map(({ visitor }) => visitor) };
  }

  async visitors(): Promise<VisitorJoins> {
    await this.#o.joinVisitors();
    return readVisitorJoins(this.#o.store);
  }

  async explain(a: string, b: string) {
    const { store, house, joinVisitors } = this.#o;
    if (isVisitorNode(a) || isVisitorNode(b)) {
      await joinVisitors();
      const pair = await visitorPair(store, a, b);
      return explainVisitor(store, pair, await personOf(store, pair.record, house.now()));
    }
    return explainPair(store, await this.#record(a), await this.#record(b));
  }

  async compare(by: Principal): Promise<JobAnswer> {
    const { house, store, audit, onQueued } = this.#o;
    await audit(by, 'people compared', null);
    const job = await house.store.jobs.add('resolve', store.name, { by: by.user?.email ?? null });
    onQueued(job.id);
    return job;
  }

  async approve(run: number, by: Principal): Promise<IdentityRun> {
    const { store, house } = this.#o;
    await approveRun(store, run, house.now());
    await drawQuestions(store, house.now());
    await this.#done(by, 'run on who is who approved', String(run));
    return (await readRuns(store)).find(({ id }) => id === run) as IdentityRun;
  }

  review = (limit: number) => readReview(this.#o.store, limit);
  thresholds = () => readThresholds(this.#o.store);
  preview = (run: number) => readPreview(this.#o.store, run);

  async blocked(): Promise<BlockedValuesAnswer> {
    return readBlocked(this.#o.store, (await this.#o.state.settings()).blockedValues);
  }

  async block(value: BlockedValue, isBlocked: boolean, by: Principal): Promise<BlockedValuesAnswer> {
    const { state, audit } = this.#o;
    const given = blockedValueSchema.parse(value);
    const isIt = (one: BlockedValue): boolean => one.kind === given.kind && one.pattern.toLowerCase() === given.pattern.toLowerCase();
    const held = (await state.settings()).blockedValues;
    if (!isBlocked && !held.some(isIt)) throw new Failure('not_found', `No ${given.kind === 'any' ? 'value' : given.kind} "${given.pattern}" is blocked.`, 'See what is: hindcast resolve blocked');
    await state.setSettings({ blockedValues: isBlocked ? [...held.filter((one) => !isIt(one)), given] : held.filter((one) => !isIt(one)) });
    await audit(by, isBlocked ? 'value blocked in who is who' : 'value no longer blocked in who is who', given.kind);
    return this.blocked();
  }

  limits = (): Promise<IdentityLimitsAnswer> => readLimits(this.#o.store);

  async setLimits(limits: IdentityLimits, isDryRun: boolean, by: Principal): Promise<RuleOutlook> {
    const { store, house } = this.#o;
    const outlook = await setLimits(store, { limits: identityLimitsSchema.parse(limits), isDryRun, by: by.user?.email ?? null, now: house.now() });
    if (!isDryRun) await this.#done(by, 'limits of who is who set', limits.map(({ kind, most }) => `${kind} ${most ?? 'any'}`).join(', ') || 'none');
    return outlook;
  }

  rules = (): Promise<IdentityRulesAnswer> => readRules(this.#o.store);

  async addRules(rules: readonly IdentityRuleInput[], isDryRun: boolean, by: Principal): Promise<RuleOutlook> {
    const { store, house } = this.#o;
    const outlook = await addRules(store, rules.map((rule) => identityRuleInputSchema.parse(rule)), { isDryRun, by: by.user?.email ?? null, now: house.now() });
    if (!isDryRun) await this.#done(by, 'rules of who is who added', String(rules.length));
    return outlook;
  }

  async takeRuleBack(rule: number, isDryRun: boolean, by: Principal): Promise<RuleOutlook> {
    const { store, house } = this.#o;
    const outlook = await takeRuleBack(store, rule, { isDryRun, by: by.user?.email ?? null, now: house.now() });
    if (!isDryRun) await this.#done(by, 'rule of who is who taken back', String(rule));
    return outlook;
  }

  async refused({ person, limit }: Parameters<Identity['refused']>[0]): Promise<RefusedJoinsAnswer> {
    const { store, house } = this.#o;
    return readRefused(store, { limit, ...(person === undefined ? {} : { records: (await personOf(store, await keyOfRecord(store.facts, person), house.now())).records }) });
  }

  async setThreshold(threshold: number | null, by: Principal): Promise<RunPreview> {
    const { store, house, audit } = this.#o;
    const preview = await proposeThreshold(store, { threshold, by: by.user?.email ?? null, now: house.now() });
    await audit(by, 'threshold of who is who proposed', `run ${preview.run.id}`);
    return preview;
  }

  async #record(id: string): Promise<PersonRecord> {
    const { facts } = this.#o.store;
    const [record] = await findPersonRecords(facts, [await keyOfRecord(facts, id)]);
    return record as PersonRecord;
  }

  async #done(by: Principal, what: string, subject: string): Promise<void> {
    await this.#o.joinVisitors();
    await this.#o.audit(by, what, subject);
    await this.#o.forget();
  }
}

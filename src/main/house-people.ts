import { requirePermission } from '../access/index.ts';
import { applyCorrections, askCorrection, consentOf, consentOverview, decideCorrection, isVisitorNode, nameOfVisitor, noteRead, peopleOfVisitors, readCorrections, readTerms, readsOf, recallPerson, setConsent, setVisitorConsent, visitorConsent, visitorsOfRecords, type KnownPerson, type RecallParts, writeProfile } from '../acquire/index.ts';
import { ownPageFrom, personPage, profileFromPage, withoutPurchases } from '../history/index.ts';
import { allRecordsOf, connectedTo, foldAgain, keyOfRecord, peopleOf, personOf, visitorsOfPerson } from '../resolve/index.ts';
import {
  Failure, cutProfile, linkHolder, nameOfPrincipal, readersOfWaysOut, retentionRule, sourceOfKey, workspaceSettingsSchema, type ConsentInput, type Correction, type CorrectionDecision, type CorrectionInput, type IdentitySays, type OwnPage, type PageTokens, type People, type PeopleFilter, type Person, type PersonPage, type Principal, type ProfileFile, type ProfileWish, type ReadPurpose, type RecallAnswer, type SourceTerms, type TimelineEntry, type WorkspaceSettings,
} from '../model/index.ts';
import { listPeople, type ListedRecord, type WorkspaceStore } from '../store/index.ts';
import type { Analyst } from './answers.ts';
import type { House } from './house.ts';

export interface HousePeopleOptions {
  readonly house: Pick<House, 'now' | 'newId' | 'store'>;
  readonly store: WorkspaceStore;
  readonly recall: RecallParts;
  readonly analyst: Analyst;
  readonly pageTokens: PageTokens;
  readonly settings: () => Promise<WorkspaceSettings>;
  /** The date that answers are about now (epoch ms). */
  readonly dataDate: () => Promise<number>;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
  /** Takes visitors of websites for the people whose address or number they gave, as far as events were received by now. */
  readonly joinVisitors: () => Promise<void>;
  /** What a person did on websites, newest first. */
  readonly touchesOf: (person: string) => Promise<TimelineEntry[]>;
  /** Lets go of answers that were kept. */
  readonly forget: () => Promise<void>;
}

const unnamed = workspaceSettingsSchema.parse({}).company;
const usualRows = 50;
const mostRows = 200;

/** People of one workspace: what they allow, which records are theirs, what is held, and who looked. */
export class HousePeople implements People {
  readonly #o: HousePeopleOptions;

  constructor(options: HousePeopleOptions) {
    this.#o = options;
  }

  async #known(id: string): Promise<KnownPerson> {
    const { store, house } = this.#o;
    return personOf(store, await keyOfRecord(store.facts, id), house.now());
  }

  person = async (id: string): Promise<Person> => plain(await this.#known(id));

  consent = async (id: string) => (isVisitorNode(id) ? visitorConsent(this.#o.store, id, this.#o.house.now()) : consentOf(this.#o.store, await this.#known(id), this.#o.house.now()));

  async setConsent(id: string, input: ConsentInput, by: Principal) {
    await this.#o.joinVisitors();
    if (isVisitorNode(id)) return this.#setVisitorConsent(id, input, by);
    const person = await this.#known(id);
    await setConsent(this.#o.store, person, input, by.user?.email ?? null, this.#o.house.now());
    await this.#done(by, `consent: ${input.statement} ${input.purpose}`, person.id);
    return consentOf(this.#o.store, person, this.#o.house.now());
  }

  async #setVisitorConsent(id: string, input: ConsentInput, by: Principal) {
    await setVisitorConsent(this.#o.store, id, input, by.user?.email ?? null, this.#o.house.now());
    await this.#done(by, `consent: ${input.statement} ${input.purpose}`, id);
    return visitorConsent(this.#o.store, id, this.#o.house.now());
  }

  async recall(id: string, by: Principal): Promise<RecallAnswer> {
    const { store, recall } = this.#o;
    await this.#o.joinVisitors();
    const records = isVisitorNode(id) ? [] : await allRecordsOf(store, id, this.#o.house.now());
    const visitors = isVisitorNode(id) ? [id] : (await visitorsOfRecords(store.state, records.map(({ key }) => key))).flatMap(({ nodes }) => nodes);
    const takenFor = isVisitorNode(id) ? await this.#takenFor(id) : [];
    const others = await connectedTo(store, records.map(({ key }) => key));
    const answer = await recallPerson(recall, records, by.user?.email ?? null, visitors);
    await foldAgain(store, others, { kind: 'recall', id: null }, this.#o.house.now());
    await this.#done(by, 'person forgotten', answer.id);
    return { ...answer, left: [...answer.left, ...takenFor] };
  }

  /** A visitor may have given somebody else's address: records go only where they are named. */
  async #takenFor(node: string): Promise<string[]> {
    const { state } = this.#o.store;
    const visitor = await nameOfVisitor(state, node);
    const person = (await peopleOfVisitors(state, [visitor])).get(visitor);
    return person === undefined ? [] : [`This visitor was taken for ${person.id}, whose records stay. If the person asked for it, forget them too: hindcast person recall ${person.id}`];
  }

  async list(filter: PeopleFilter) {
    const { store, house } = this.#o;
    const limit = Math.min(filter.limit ?? usualRows, mostRows);
    const search = filter.search?.trim() ?? '';
    const found = await listPeople(store.facts, { search, refusedOnly: filter.refusing ?? false, after: placeOf(filter.cursor), limit: limit + 1 });
    const people = await peopleOf(store, found.map(({ key }) => key), house.now());
    const page = found.slice(0, limit);
    const named = search === '' ? page.filter(({ key }) => (people.get(key)?.id ?? key) === key) : page;
    const shown = [...new Map(named.map((record) => [people.get(record.key)?.id ?? record.key, record])).entries()];
    const rows = await Promise.all(shown.map(([id, record]) => this.#row(people.get(id) ?? { id, records: [id] }, record, house.now())));
    return { rows, next: found.length > limit ? JSON.stringify(page[page.length - 1]?.place) : null };
  }

  async #row(person: Person, record: ListedRecord, now: number) {
    const { purposes } = await consentOf(this.#o.store, { ...person }, now);
    return {
      id: person.id, name: record.name, account: record.of, records: person.records.length, sources: [...sourcesOf(person)],
      refuses: purposes.filter(({ allowed, why }) => !allowed && why !== 'needs a grant').map(({ purpose }) => purpose),
    };
  }

  async profile(id: string, by: Principal): Promise<PersonPage> {
    const person = await this.#known(id);
    await noteRead(this.#o.store.state, { record: person.id, by: nameOfPrincipal(by), purpose: 'analyse', what: 'profile' }, this.#o.house.now());
    return this.#page(person, 'analyse');
  }

  async exportProfile(id: string, { format, readers }: ProfileWish, by: Principal): Promise<ProfileFile> {
    const person = await this.#known(id);
    const page = await this.#page(person, 'analyse');
    if (readers !== undefined && !mayShare(page)) throw new Failure('not_allowed', 'The person did not grant that the profile is passed on to others.', 'Ask for it: hindcast consent set ID share grant --wording "…"');
    await noteRead(this.#o.store.state, { record: person.id, by: nameOfPrincipal(by), purpose: readers === undefined ? 'analyse' : 'share', what: 'profile exported' }, this.#o.house.now());
    return { format, profile: writeProfile(cutProfile(profileFromPage(readers === undefined ? page : withoutPurchases(page)), readers ?? readersOfWaysOut.profile), format) };
  }

  async ownPage(key: string, what: 'own page' | 'copy taken along'): Promise<OwnPage> {
    const person = await this.#known(key);
    const [page, { company }] = await Promise.all([this.#page(person, 'store'), this.#o.settings()]);
    await noteRead(this.#o.store.state, { record: person.id, by: nameOfPrincipal(linkHolder), purpose: 'store', what }, this.#o.house.now());
    return ownPageFrom(page, company === unnamed ? null : company);
  }

  async #page(person: KnownPerson, purpose: ReadPurpose): Promise<PersonPage> {
    const { store, house, pageTokens } = this.#o;
    const records = new Set(person.records);
    const timeline = await this.#o.touchesOf(person.id);
    const [terms, consent, corrections, reads, links, identity, visitors] = await Promise.all([
      readTerms(store.state), consentOf(store, person, house.now()), readCorrections(store.state, person.records), readsOf(store.state, person.records), pageTokens.list(store.name, 'me'), this.#identity(person), visitorsOfPerson(store, person.records),
    ]);
    return personPage({
      store, known: person.known, purpose, consent, identity, onWebsites: { visitors, timeline }, corrections, reads, links: links.filter(({ subject }) => records.has(subject)), loans: loansOf(terms, person), retention: retentionOf(terms, person),
      chanceOf: (inquiries) => this.#chances(inquiries), now: house.now(),
    });
  }

  /** Chances as they stand on the list of inquiries, which whoever refuses to be predicted is not on. */
  async #chances(inquiries: readonly string[]) {
    const { rows } = await this.#o.analyst.answer(this.#o.store.name, { name: 'inquiries', scope: {} });
    return rows.flatMap(({ id, chance }) => (chance !== null && inquiries.includes(id) ? [{ inquiry: id, chance }] : []));
  }

  async #identity({ records }: Person): Promise<PersonPage['identity']> {
    const rows = await this.#o.store.state.selectFrom('identity_decisions').selectAll().where((row) => row.or([row('a', 'in', [...records]), row('b', 'in', [...records])])).orderBy('sequence', 'desc').execute();
    return rows.map((row) => ({ a: row.a, b: row.b, says: row.says as IdentitySays, at: row.at.toISOString(), by: row.by_user }));
  }

  async consentOverview() {
    const { store, house, pageTokens } = this.#o;
    return consentOverview({ store, links: await pageTokens.list(store.name, 'me'), peopleOf: (records) => peopleOf(store, records, house.now()), now: house.now() });
  }

  async makeLink(id: string, days: number | undefined, by: Principal) {
    const { store, pageTokens } = this.#o;
    return pageTokens.make({ kind: 'me', workspace: store.name, subject: await keyOfRecord(store.facts, id), ...(days === undefined ? {} : { days }) }, by);
  }

  async takeBackLink(id: string, by: Principal) {
    const { store, pageTokens } = this.#o;
    if (!(await pageTokens.list(store.name, 'me')).some((token) => token.id === id)) throw new Failure('not_found', `There is no link "${id}" to a personal page.`, 'List them: hindcast person tokens');
    return pageTokens.revoke(id, by);
  }

  corrections = (): Promise<Correction[]> => readCorrections(this.#o.store.state);

  async askCorrection(key: string, input: CorrectionInput): Promise<Correction> {
    const { store, house } = this.#o;
    const person = await this.#known(key);
    const { facts } = ownPageFrom(await this.#page(person, 'store'), null);
    return askCorrection(store, { person, facts, input, id: house.newId(), now: house.now() });
  }

  async decideCorrection(id: string, decision: CorrectionDecision, by: Principal): Promise<Correction> {
    const { store, house } = this.#o;
    requirePermission(by, 'manage_people');
    const decided = await decideCorrection(store, id, decision, nameOfPrincipal(by), house.now());
    if (decided.state === 'approved') await applyCorrections({ store, system: house.store.system, now: house.now(), asOf: await this.#o.dataDate() });
    await this.#done(by, `correction ${decided.state}`, `${decided.record} ${decided.field}`);
    return decided;
  }

  async #done(by: Principal, what: string, subject: string): Promise<void> {
    await this.#o.audit(by, what, subject);
    await this.#o.forget();
  }
}

const sourcesOf = ({ records }: Person): Set<string> => new Set(records.map(sourceOfKey));

const loansOf = (terms: readonly SourceTerms[], person: Person): PersonPage['loans'] => terms.flatMap(({ source, loan }) =>
  (loan && sourcesOf(person).has(source) ? [{ source, lender: loan.lender, purposes: loan.purposes, until: loan.until === null ? null : `${loan.until}T23:59:59.999Z` }] : []));

/** The rule; the day moves with everything that happens, so none is named. */
const retentionOf = (terms: readonly SourceTerms[], person: Person): PersonPage['retention'] => terms.flatMap(({ source, retentionDays }) =>
  (retentionDays !== null && sourcesOf(person).has(source) ? [{ source, until: null, rule: retentionRule(retentionDays) }] : []));

const mayShare = ({ purposes }: PersonPage): boolean => purposes.some(({ purpose, allowed }) => purpose === 'share' && allowed);

const plain = ({ id, records }: Person): Person => ({ id, records });

/** Where a list goes on. A cursor that is none begins the list again. */
function placeOf(cursor: string | undefined): readonly [string, string] | null {
  if (cursor === undefined) return null;
  try {
    const [sort, key] = JSON.parse(cursor) as unknown[];
    return [String(sort), String(key)];
  } catch {
    return null;
  }
}

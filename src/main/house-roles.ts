import { readGroup, readRoleWords, type AccountDeal } from '../history/index.ts';
import { Failure, buyingRoles, roleInputSchema, type DealRoles, type GroupMember, type Principal, type RoleInput, type RoleWord, type Scope } from '../model/index.ts';
import { keyOfRecord, personOf } from '../resolve/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { Analyst } from './answers.ts';
import type { House } from './house.ts';
import type { HousePeople } from './house-people.ts';
import type { HouseTouches } from './house-touches.ts';

export interface HouseRolesOptions {
  readonly house: House;
  readonly store: WorkspaceStore;
  readonly analyst: Analyst;
  readonly people: Pick<HousePeople, 'consent'>;
  readonly touches: Pick<HouseTouches, 'upToDate'>;
  /** The date of the data where none is asked for, epoch ms. */
  readonly dataDate: () => Promise<number>;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

const saysInAudit: Readonly<Record<RoleInput['says'], string>> = { has: 'given', has_not: 'denied', taken_back: 'taken back' };

/** Who takes part in the deals of one workspace, and which roles they have. */
export class HouseRoles implements DealRoles {
  readonly #o: HouseRolesOptions;

  constructor(options: HouseRolesOptions) {
    this.#o = options;
  }

  /** Where no date is asked for, what people said and did so far counts, also what came after the newest row of the files. */
  async people(deal: AccountDeal, scope: Scope, asOf: number): Promise<GroupMember[]> {
    const { store, house, analyst, touches } = this.#o;
    const company = deal.accountId === null ? null : await analyst.answer(store.name, { name: 'accountFacts', scope: scope.asOf === undefined ? {} : { asOf: scope.asOf }, id: deal.accountId });
    const now = house.now();
    await touches.upToDate();
    return readGroup(store, { deal, company, asOf, saidBy: scope.asOf === undefined ? now : asOf, lookedAt: scope.asOf?.slice(0, 10), now });
  }

  async say(dealId: string, given: RoleInput, by: Principal): Promise<GroupMember[]> {
    const { store, house, audit } = this.#o;
    const { role, says, person } = roleInputSchema.parse(given);
    const deal = await this.#deal(dealId);
    const record = await keyOfRecord(store.facts, person);
    const { records } = await personOf(store, record, house.now());
    if (says !== 'taken_back') await this.#requireKept(record);
    const rows = says === 'taken_back' ? await this.#standing(dealId, role, records) : [record];
    if (rows.length === 0) throw new Failure('conflict', `Nobody has said whether ${record} is ${buyingRoles[role].name.toLowerCase()} in this deal.`, 'There is nothing to take back.');
    await store.state.insertInto('role_words').values(rows.map((one) => ({ deal: dealId, record: one, role, says, at: new Date(house.now()), by_user: by.user?.email ?? null }))).execute();
    await audit(by, `role ${saysInAudit[says]}: ${role}`, `${record} in ${dealId}`);
    return this.people(deal, {}, await this.#o.dataDate());
  }

  async words(dealId: string): Promise<RoleWord[]> {
    await this.#deal(dealId);
    return readRoleWords(this.#o.store, dealId);
  }

  /** Records of a person of whom a word on a role stands. */
  async #standing(dealId: string, role: RoleInput['role'], records: readonly string[]): Promise<string[]> {
    const words = (await readRoleWords(this.#o.store, dealId)).filter((word) => word.role === role);
    return records.filter((record) => { const newest = words.find((word) => word.record === record); return newest !== undefined && newest.says !== 'taken_back'; });
  }

  async #deal(id: string): Promise<AccountDeal> {
    const known = await this.#o.analyst.answer(this.#o.store.name, { name: 'dealFacts', scope: {}, id });
    if (!known) throw new Failure('not_found', `There is no deal "${id}".`, 'Search for it, or choose a later date.');
    return known.deal;
  }

  /** Keeping what somebody is in a purchase is storing about that person. */
  async #requireKept(record: string): Promise<void> {
    const { purposes } = await this.#o.people.consent(record);
    const refused = purposes.find(({ purpose, allowed }) => (purpose === 'store' || purpose === 'analyse') && !allowed);
    if (refused) throw new Failure('conflict', `${record} does not allow that: ${refused.why}.`, 'Nothing was written down.');
  }
}

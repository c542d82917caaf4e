import { contactsById, readDelay, standingInputs } from '../history/index.ts';
import { Failure, delayInputSchema, delayInputs, endOfDay, isoDate, type DelayAnswer, type DelayInput, type DelayInputName, type Delays, type People, type Principal, type Scope, type WorkspaceSettings } from '../model/index.ts';
import { delayAnswer, newestHold } from '../prescribe/index.ts';
import { drainOutbox, findPersonRecords, putInOutbox, type WorkspaceStore } from '../store/index.ts';
import type { Analyst, Answers } from './answers.ts';
import type { House } from './house.ts';
import { holdsAt } from './record-decision.ts';

export interface HouseDelayOptions {
  readonly house: Pick<House, 'now' | 'newId'>;
  readonly store: WorkspaceStore;
  readonly analyst: Analyst;
  readonly people: People;
  readonly settings: () => Promise<WorkspaceSettings>;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** What waiting costs the buyers of a workspace's deals: inputs are facts, added and never changed. */
export class HouseDelay implements Delays {
  readonly #o: HouseDelayOptions;

  constructor(options: HouseDelayOptions) {
    this.#o = options;
  }

  /** Where no date is asked for, everything written down so far counts, also what came after the newest row of the files. */
  async show(dealId: string, scope: Scope): Promise<DelayAnswer> {
    const { store, house } = this.#o;
    const asOf = scope.asOf === undefined ? house.now() : endOfDay(scope.asOf);
    const [deal, facts, holds] = await Promise.all([this.#deal(dealId, scope), readDelay(store.facts, dealId), holdsAt(store.facts, asOf)]);
    const standing = standingInputs(facts, asOf);
    const contacts = [...standing.values()].flatMap(({ contactId }) => (contactId === null ? [] : [contactId]));
    const known = contacts.length === 0 ? [] : await store.facts.query(contactsById, { contacts, asOf });
    return delayAnswer({ dealId, standing, asOf, names: new Map(known.map(({ record_id, name }) => [record_id, name])), hold: newestHold([holds.get(dealId) ?? null, deal.lossReason]) });
  }

  async set(dealId: string, given: DelayInput, by: Principal): Promise<DelayAnswer> {
    const input = delayInputSchema.parse(given);
    if (input.saidOn !== undefined && input.saidOn > isoDate(this.#o.house.now())) throw new Failure('bad_request', `${input.saidOn} has not come yet.`, 'Give the day it was said, or leave it out.');
    await this.#deal(dealId, {});
    if (input.contactId !== undefined) await this.#requireContact(input.contactId);
    await this.#write(dealId, { ...rowOf(input), currency: delayInputs[input.input].unit === 'money' ? input.currency ?? await this.#usualCurrency() : null, fact: 'given' }, by);
    await this.#o.audit(by, `cost of delay: ${input.input} written down`, dealId);
    return this.show(dealId, {});
  }

  async takeBack(dealId: string, input: DelayInputName, by: Principal): Promise<DelayAnswer> {
    await this.#deal(dealId, {});
    await this.#write(dealId, { input, fact: 'taken_back' }, by);
    await this.#o.audit(by, `cost of delay: ${input} taken back`, dealId);
    return this.show(dealId, {});
  }

  async #write(dealId: string, fact: Record<string, unknown>, by: Principal): Promise<void> {
    const { store, house } = this.#o;
    const row = { ...fact, input_id: house.newId(), deal_id: dealId, by_user: by.user?.email ?? null, occurred_at: house.now() };
    await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'delay_facts', [row]));
    await drainOutbox(store.state, store.facts);
  }

  async #deal(id: string, scope: Scope): Promise<NonNullable<Answers['dealFacts']>> {
    const known = await this.#o.analyst.answer(this.#o.store.name, { name: 'dealFacts', scope, id });
    if (!known) throw new Failure('not_found', `There is no deal "${id}" on this date.`, 'Search for it, or choose a later date.');
    return known;
  }

  /** Keeping who said something is storing about that person. */
  async #requireContact(id: string): Promise<void> {
    const contacts = (await findPersonRecords(this.#o.store.facts, [id])).filter(({ kind, recordId }) => kind === 'contact' && recordId === id);
    if (contacts.length === 0) throw new Failure('not_found', `There is no contact "${id}".`, 'Give the id as it stands in your contacts file, or leave it out.');
    for (const { key } of contacts) {
      const verdict = (await this.#o.people.consent(key)).purposes.find(({ purpose }) => purpose === 'store');
      if (!verdict?.allowed) throw new Failure('conflict', `${id} does not allow to be kept: ${verdict?.why ?? 'nothing is known'}.`, 'Write it down without naming anybody.');
    }
  }

  async #usualCurrency(): Promise<string> {
    const { reportingCurrency, defaultCurrency } = await this.#o.settings();
    const currency = reportingCurrency ?? defaultCurrency;
    if (currency === null) throw new Failure('bad_request', 'The currency of this amount is not known.', 'Give it, such as EUR, or set the reporting currency in Settings.');
    return currency;
  }
}

const rowOf = ({ input, low, likely, high, on, words, source, contactId, evidence, saidOn }: DelayInput): Record<string, unknown> => ({
  input, low: low ?? null, likely: likely ?? null, high: high ?? null, on_day: on ?? null, words: words ?? null, source, contact_id: contactId ?? null, evidence: evidence ?? null, said_on: saidOn ?? null,
});

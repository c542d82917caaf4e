import { randomStream, shuffled } from '../learn/index.ts';
import {
  Failure, influenceKinds, influenceNames, influenceSchema, replySchema, workspaceSettingsSchema,
  type Ask, type AskInput, type Caps, type AskLink, type AskPage, type Buyers, type Influence, type InfluenceKind, type PageTokens, type People, type Principal, type Reply, type Scope, type WorkspaceSettings,
} from '../model/index.ts';
import { drainOutbox, findPersonRecords, putInOutbox, type AskTable, type WorkspaceStore } from '../store/index.ts';
import type { Selectable } from 'kysely';
import type { Analyst } from './answers.ts';
import type { House } from './house.ts';

export interface HouseBuyersOptions {
  readonly house: Pick<House, 'now' | 'newId' | 'configuration'>;
  readonly store: WorkspaceStore;
  readonly analyst: Analyst;
  readonly pageTokens: PageTokens;
  readonly people: People;
  readonly caps: Pick<Caps, 'mayContact'>;
  readonly settings: () => Promise<WorkspaceSettings>;
}

type AskRow = Selectable<AskTable>;
type Fact = 'asked' | 'answered' | 'declined' | 'taken_back';

/** What a company is called that has not said its name. */
const unnamed = workspaceSettingsSchema.parse({}).company;

/**
 * Asking buyers. One link is for one person: only so can an answer be changed later, people of one deal be compared, and those who
 * stay silent be counted; a link for many could be answered by anybody any number of times.
 */
export class HouseBuyers implements Buyers {
  readonly #o: HouseBuyersOptions;

  constructor(options: HouseBuyersOptions) {
    this.#o = options;
  }

  results = (scope: Scope) => this.#o.analyst.answer(this.#o.store.name, { name: 'buyers', scope });
  unseen = (scope: Scope, misnaming?: number) => this.#o.analyst.answer(this.#o.store.name, { name: 'unseen', scope, ...(misnaming === undefined ? {} : { misnaming: checkedShare(misnaming) }) });
  claims = (scope: Scope) => this.#o.analyst.answer(this.#o.store.name, { name: 'claims', scope });

  async ask(input: AskInput, by: Principal): Promise<AskLink> {
    const { store, house, pageTokens } = this.#o;
    await this.#requireDeal(input.dealId);
    if (input.contactId !== undefined) await this.#requireContact(input.contactId, by);
    const id = house.newId();
    const link = await pageTokens.make({ kind: 'ask', workspace: store.name, subject: id, ...(input.days === undefined ? {} : { days: input.days }) }, by);
    const row: AskRow = {
      id, token_id: link.id, deal_id: input.dealId, contact_id: input.contactId ?? null, created_at: new Date(house.now()), by_user: by.user?.email ?? null, asker: by.user?.name ?? null,
      expires_at: new Date(link.expiresAt), said: null, offer_wanted: null, comment: null, answered_at: null, declined_at: null, taken_back_at: null,
    };
    await store.state.transaction().execute(async (transaction) => {
      await transaction.insertInto('asks').values(row).execute();
      await putInOutbox(transaction, 'ask_facts', [this.#fact(row, 'asked', row.by_user)]);
    });
    await drainOutbox(store.state, store.facts);
    return { ask: this.#askOf(row), link };
  }

  async asks(dealId?: string): Promise<Ask[]> {
    const all = this.#o.store.state.selectFrom('asks').selectAll().orderBy('created_at', 'desc').orderBy('id');
    return (await (dealId === undefined ? all : all.where('deal_id', '=', dealId)).execute()).map((row) => this.#askOf(row));
  }

  async takeBack(id: string, by: Principal): Promise<Ask> {
    const row = await this.#row(id);
    if (row.token_id !== '') await this.#o.pageTokens.revoke(row.token_id, by);
    if (row.taken_back_at) return this.#askOf(row);
    return this.#askOf(await this.#change(row, { taken_back_at: new Date(this.#o.house.now()) }, 'taken_back', by.user?.email ?? null));
  }

  async page(id: string): Promise<AskPage> {
    const [row, settings] = await Promise.all([this.#row(id), this.#o.settings()]);
    const order = [...shuffled(influenceNames.filter((kind) => kind !== 'other'), randomStream(this.#o.house.configuration.seed, 'ask', id)), 'other' as const];
    const said = influenceSchema.safeParse(row.said);
    return {
      company: settings.company === unnamed ? null : settings.company, asker: row.asker, expiresAt: row.expires_at.toISOString(), declined: row.declined_at !== null,
      options: order.map((kind) => { const { label, hint }: InfluenceKind = influenceKinds[kind]; return { kind, label, hint: hint ?? null }; }),
      given: said.success ? { said: said.data, offerWanted: row.offer_wanted, text: row.comment ?? '' } : null,
    };
  }

  async reply(id: string, input: Reply): Promise<void> {
    const { said, offerWanted, text } = replySchema.parse(input);
    const row = await this.#row(id);
    const comment = text.trim() === '' ? null : text.trim();
    const isSame = row.said === said && row.offer_wanted === offerWanted && row.comment === comment;
    if (!isSame) await this.#change(row, { said, offer_wanted: offerWanted, comment, answered_at: new Date(this.#o.house.now()), declined_at: null }, 'answered', null);
  }

  async decline(id: string): Promise<void> {
    const row = await this.#row(id);
    if (row.declined_at) return;
    await this.#change(row, { said: null, offer_wanted: null, comment: null, answered_at: null, declined_at: new Date(this.#o.house.now()) }, 'declined', null);
  }

  /** The state for pages and lists and the fact for every later answer, together. */
  async #change(row: AskRow, change: Partial<AskRow>, fact: Fact, by: string | null): Promise<AskRow> {
    const { store } = this.#o;
    const changed = { ...row, ...change };
    await store.state.transaction().execute(async (transaction) => {
      await transaction.updateTable('asks').set(change).where('id', '=', row.id).execute();
      await putInOutbox(transaction, 'ask_facts', [this.#fact(changed, fact, by)]);
    });
    await drainOutbox(store.state, store.facts);
    return changed;
  }

  #fact(row: AskRow, fact: Fact, by: string | null): Record<string, unknown> {
    const told = fact === 'answered' ? { said: row.said, offer_wanted: row.offer_wanted } : { said: null, offer_wanted: null };
    return { ask_id: row.id, deal_id: row.deal_id, contact_id: row.contact_id, fact, ...told, by_user: by, occurred_at: this.#o.house.now() };
  }

  async #row(id: string): Promise<AskRow> {
    const row = await this.#o.store.state.selectFrom('asks').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw new Failure('not_found', `There is no ask "${id}".`, 'List them: hindcast ask list');
    return row;
  }

  async #requireDeal(id: string): Promise<void> {
    const known = await this.#o.analyst.answer(this.#o.store.name, { name: 'dealFacts', scope: {}, id });
    if (!known) throw new Failure('not_found', `There is no deal "${id}".`, 'Search for it: hindcast deals');
  }

  async #requireContact(id: string, by: Principal): Promise<void> {
    const contacts = (await findPersonRecords(this.#o.store.facts, [id])).filter(({ kind, recordId }) => kind === 'contact' && recordId === id);
    if (contacts.length === 0) throw new Failure('not_found', `There is no contact "${id}".`, 'Give the id as it stands in your contacts file, or leave it out.');
    for (const { key } of contacts) {
      const verdict = (await this.#o.people.consent(key)).purposes.find(({ purpose }) => purpose === 'contact');
      if (!verdict?.allowed) throw new Failure('conflict', `A link for ${id} would contact this person: ${verdict?.why ?? 'nothing is known'}.`, `Once the person agreed: hindcast consent set ${key} contact grant. Or make a link for the deal without naming anybody.`);
    }
    // A link is a contact like any other: it is counted when it is made, before it can be handed on.
    const decision = await this.#o.caps.mayContact(contacts[0]?.key ?? id, { channel: 'link', about: 'research', book: true }, by);
    if (!decision.allowed) throw new Failure('conflict', `A link for ${id} would be too much contact for this person: ${decision.why}.`, decision.next === null ? 'Make a link for the deal without naming anybody.' : `Make it from ${decision.next.slice(0, 16).replace('T', ' ')} UTC on, or a link for the deal without naming anybody.`);
  }

  #askOf(row: AskRow): Ask {
    return {
      id: row.id, dealId: row.deal_id, contactId: row.contact_id, state: this.#stateOf(row), createdAt: row.created_at.toISOString(), by: row.by_user, expiresAt: row.expires_at.toISOString(),
      answeredAt: row.answered_at?.toISOString() ?? null, said: row.said as Influence | null, offerWanted: row.offer_wanted, text: row.comment,
    };
  }

  #stateOf(row: AskRow): Ask['state'] {
    if (row.answered_at) return 'answered';
    if (row.declined_at) return 'declined';
    if (row.taken_back_at) return 'taken_back';
    return row.expires_at.getTime() <= this.#o.house.now() ? 'ended' : 'waiting';
  }
}

function checkedShare(misnaming: number): number {
  if (misnaming >= 0 && misnaming <= 0.5) return misnaming;
  throw new Failure('bad_request', `Misnaming of ${misnaming} cannot be used.`, 'Give a share from 0 to 0.5.');
}

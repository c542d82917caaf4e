import { contactRulesAt, decideContact, dialOf, setContactRules, setDial } from '../act/index.ts';
import { Failure, contactRefusals, contactWishSchema, endOfDay, linkHolder, nameOfPrincipal, type Caps, type ContactDecision, type ContactRulesChange, type ContactWish, type DialAnswer, type DialInput, type People, type Principal, type VersionedContactRules } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';

export interface HouseCapsOptions {
  readonly house: Pick<House, 'now'>;
  readonly store: WorkspaceStore;
  readonly people: Pick<People, 'person' | 'consent'>;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** How often people of one workspace may be contacted. */
export class HouseCaps implements Caps {
  readonly #o: HouseCapsOptions;

  constructor(options: HouseCapsOptions) {
    this.#o = options;
  }

  #at = (asOf: string | undefined): number => (asOf === undefined ? this.#o.house.now() : endOfDay(asOf));

  rules = (asOf?: string): Promise<VersionedContactRules> => contactRulesAt(this.#o.store.state, this.#at(asOf));

  async setRules(change: ContactRulesChange, by: Principal): Promise<VersionedContactRules> {
    const rules = await setContactRules(this.#o.store.state, change, nameOfPrincipal(by), this.#o.house.now());
    await this.#o.audit(by, 'rules of contact changed', `version ${rules.version}`);
    return rules;
  }

  async dial(id: string, asOf?: string): Promise<DialAnswer> {
    return dialOf(this.#o.store.state, await this.#o.people.person(id), this.#at(asOf));
  }

  setDial = (id: string, input: DialInput, by: Principal): Promise<DialAnswer> => this.#set(id, input, 'company', by);
  setOwnDial = (id: string, input: DialInput): Promise<DialAnswer> => this.#set(id, input, 'person', linkHolder);

  async #set(id: string, input: DialInput, saidBy: 'person' | 'company', by: Principal): Promise<DialAnswer> {
    const person = await this.#o.people.person(id);
    const dial = await setDial(this.#o.store.state, person, input, { saidBy, by: nameOfPrincipal(by), now: this.#o.house.now() });
    await this.#o.audit(by, `dial of contact set by the ${saidBy}`, person.id);
    return dial;
  }

  async mayContact(id: string, given: ContactWish, by: Principal): Promise<ContactDecision> {
    const wish = contactWishSchema.safeParse(given);
    if (!wish.success) throw new Failure('bad_request', wish.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), 'See "hindcast caps ask --help".');
    const [person, { purposes }, now] = [await this.#o.people.person(id), await this.#o.people.consent(id), this.#o.house.now()];
    const contact = purposes.find(({ purpose }) => purpose === 'contact');
    if (!contact?.allowed) return { allowed: false, reason: 'consent', why: `${contactRefusals.consent}: ${contact?.why ?? 'nothing is known'}`, next: null };
    const { channel, about, at, book } = wish.data;
    return decideContact(this.#o.store.state, person, { channel, about, at: at === undefined ? now : Date.parse(at), book }, { by: nameOfPrincipal(by), now });
  }
}

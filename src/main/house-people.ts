import { consentOf, recallPerson, setConsent, type KnownPerson, type RecallParts } from '../acquire/index.ts';
import { allRecordsOf, decideIdentity, keyOfRecord, personOf, readDecisions } from '../resolve/index.ts';
import type { ConsentInput, People, Person, Principal, RecallAnswer } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';

export interface HousePeopleOptions {
  readonly store: WorkspaceStore;
  readonly recall: RecallParts;
  readonly now: () => number;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
  /** Lets go of answers that were kept. */
  readonly forget: () => Promise<void>;
}

/** People of one workspace: what they allow, and which records are theirs. */
export class HousePeople implements People {
  readonly #o: HousePeopleOptions;

  constructor(options: HousePeopleOptions) {
    this.#o = options;
  }

  async #known(id: string): Promise<KnownPerson> {
    const { state, facts } = this.#o.store;
    const [decisions, key] = await Promise.all([readDecisions(state), keyOfRecord(facts, id)]);
    return personOf(facts, decisions, key);
  }

  person = async (id: string): Promise<Person> => plain(await this.#known(id));

  consent = async (id: string) => consentOf(this.#o.store, await this.#known(id), this.#o.now());

  async setConsent(id: string, input: ConsentInput, by: Principal) {
    const person = await this.#known(id);
    await setConsent(this.#o.store, person, input, by.user?.email ?? null, this.#o.now());
    await this.#done(by, `consent: ${input.statement} ${input.purpose}`, person.id);
    return consentOf(this.#o.store, person, this.#o.now());
  }

  link = (a: string, b: string, by: Principal) => this.#decide(a, b, 'same', by);
  unlink = (a: string, b: string, by: Principal) => this.#decide(a, b, 'different', by);

  async recall(id: string, by: Principal): Promise<RecallAnswer> {
    const { store, recall } = this.#o;
    const answer = await recallPerson(recall, await allRecordsOf(store.facts, await readDecisions(store.state), id), by.user?.email ?? null);
    await this.#done(by, 'person forgotten', answer.id);
    return answer;
  }

  async #decide(a: string, b: string, says: 'same' | 'different', by: Principal): Promise<Person> {
    const { store, now } = this.#o;
    const keys = [await keyOfRecord(store.facts, a), await keyOfRecord(store.facts, b)] as const;
    const person = await decideIdentity(store, { a: keys[0], b: keys[1], says, by: by.user?.email ?? null, now: now() });
    await this.#done(by, says === 'same' ? 'records linked' : 'records unlinked', keys.join(' and '));
    return plain(person);
  }

  async #done(by: Principal, what: string, subject: string): Promise<void> {
    await this.#o.audit(by, what, subject);
    await this.#o.forget();
  }
}

const plain = ({ id, records }: Person): Person => ({ id, records });

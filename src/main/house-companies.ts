import type { Companies, PairSays, ParentAnswer, ParentSuggestions, Person, Principal } from '../model/index.ts';
import { accountKey, decideCompany, explainCompany, findCompanies, setParent, suggestParents, takeParentBack } from '../resolve/index.ts';
import type { HouseIdentityOptions } from './house-identity.ts';

const wordsInAudit: Readonly<Record<PairSays, string>> = { same: 'accounts linked', different: 'accounts unlinked', unsure: 'accounts looked at, not sure' };

/** Which records of accounts are of one company, in one workspace. */
export class HouseCompanies implements Companies {
  readonly #o: Pick<HouseIdentityOptions, 'house' | 'store' | 'audit' | 'forget'>;

  constructor(options: Pick<HouseIdentityOptions, 'house' | 'store' | 'audit' | 'forget'>) {
    this.#o = options;
  }

  find = ({ limit }: { readonly limit: number }) => findCompanies(this.#o.store, limit);

  async say(given: string, other: string, says: PairSays, by: Principal): Promise<Person> {
    const { store, house, audit, forget } = this.#o;
    const [a, b] = [await accountKey(store, given), await accountKey(store, other)];
    const company = await decideCompany(store, { a, b, says, by: by.user?.email ?? null, now: house.now() });
    await audit(by, wordsInAudit[says], `${a} and ${b}`);
    await forget();
    return company;
  }

  async setParent(below: string, above: string | null, by: Principal): Promise<ParentAnswer> {
    const { store, house, audit, forget } = this.#o;
    const [child, parent] = [await accountKey(store, below), above === null ? null : await accountKey(store, above)];
    const answer = await setParent(store, { child, parent, by: by.user?.email ?? null, now: house.now() });
    await audit(by, 'parent of an account set', `${child} below ${parent ?? 'none'}`);
    await forget();
    return answer;
  }

  async suggestParents(account: string): Promise<ParentSuggestions> {
    const { store, house } = this.#o;
    return suggestParents(store, await accountKey(store, account), house.now());
  }

  async takeParentBack(account: string, by: Principal): Promise<ParentAnswer> {
    const { store, house, audit, forget } = this.#o;
    const child = await accountKey(store, account);
    const answer = await takeParentBack(store, child, { by: by.user?.email ?? null, now: house.now() });
    await audit(by, 'parent of an account taken back', child);
    await forget();
    return answer;
  }

  explain = (a: string, b: string) => explainCompany(this.#o.store, a, b);
}

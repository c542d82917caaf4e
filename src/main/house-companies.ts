import type { Companies } from '../model/index.ts';
import { findCompanies } from '../resolve/index.ts';
import type { Facts } from '../store/index.ts';

/** Which records of accounts are of one company, in one workspace. */
export class HouseCompanies implements Companies {
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  find = ({ limit }: { readonly limit: number }) => findCompanies(this.#facts, limit);
}

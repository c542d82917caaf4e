import { keepTerms, lendSource, readTerms, returnLoan, setRetention, type RecallParts } from '../acquire/index.ts';
import { nameOfPrincipal, type LoanInput, type Principal, type SourceTerms, type SourceTermsBook } from '../model/index.ts';

export interface HouseSourcesOptions {
  readonly recall: RecallParts;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
  /** Lets go of answers that were kept. */
  readonly forget: () => Promise<void>;
}

/** The terms under which sources' records are held. */
export class HouseSources implements SourceTermsBook {
  readonly #o: HouseSourcesOptions;

  constructor(options: HouseSourcesOptions) {
    this.#o = options;
  }

  list = (): Promise<SourceTerms[]> => readTerms(this.#o.recall.store.state);

  async retain(source: string, days: number | null, by: Principal): Promise<SourceTerms[]> {
    await setRetention(this.#o.recall.store, days, this.#said(source, by));
    await keepTerms(this.#o.recall);
    return this.#done(by, days === null ? 'source kept without end' : `source kept for ${days} days`, source);
  }

  async lend(source: string, loan: LoanInput, by: Principal): Promise<SourceTerms[]> {
    await lendSource(this.#o.recall.store, loan, this.#said(source, by));
    await keepTerms(this.#o.recall);
    return this.#done(by, `source on loan from ${loan.lender}`, source);
  }

  async giveBack(source: string, by: Principal): Promise<SourceTerms[]> {
    await returnLoan(this.#o.recall, source);
    return this.#done(by, 'loan returned', source);
  }

  #said(source: string, by: Principal): { source: string; by: string; now: number } {
    return { source, by: nameOfPrincipal(by), now: this.#o.recall.now() };
  }

  async #done(by: Principal, what: string, source: string): Promise<SourceTerms[]> {
    await this.#o.audit(by, what, source);
    await this.#o.forget();
    return this.list();
  }
}

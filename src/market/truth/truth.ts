import type { Company } from '../company.ts';
import type { Planted } from '../planted.ts';
import { dealLife } from '../world/deal-life.ts';
import { recordAt, writesOf, type DealRecord } from '../record/deal-records.ts';

/** What only tests may open, after answers were stored. */
export interface Truth {
  readonly planted: Planted;
  /** Probability at creation that each deal is won, and what came. */
  readonly deals: ReadonlyArray<{ readonly id: string; readonly oracle: number; readonly ending: string; readonly endsAt: number }>;
}

export function truth(company: Company): Truth {
  const deals = Array.from({ length: company.deals }, (_, index) => {
    const life = dealLife(company, index);
    return { id: life.id, oracle: life.oracle, ending: life.ending, endsAt: life.endsAt };
  });
  return { planted: company.planted, deals };
}

/** What the CRM held of every deal on a night: the judge of every as-of answer. */
export function snapshotAt(company: Company, at: number): Map<string, DealRecord> {
  const snapshot = new Map<string, DealRecord>();
  for (let index = 0; index < company.deals; index += 1) {
    const life = dealLife(company, index);
    const record = life.createdAt <= at ? recordAt(writesOf(company, life), at) : null;
    if (record) snapshot.set(life.id, record);
  }
  return snapshot;
}

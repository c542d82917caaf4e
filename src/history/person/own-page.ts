import { inferences, isOfPurchase, kindOfSubject, type OwnPage, type PersonPage } from '../../model/index.ts';

/** What a record says apart from purchases: for whoever is no colleague. */
export const withoutPurchases = (page: PersonPage): PersonPage => ({ ...page, facts: page.facts.filter((fact) => !isOfPurchase(kindOfSubject(fact.record), fact)) });

/**
 * What a person sees of their profile: everything but what belongs to purchases. No deal is named, valued or counted; a conclusion
 * about a purchase is named without its value; columns that speak of purchases are counted and left out, and so are
 * names of files.
 */
export function ownPageFrom(page: PersonPage, company: string | null): OwnPage {
  const { id: _id, account: _account, links: _links, ...shown } = page;
  const { facts } = withoutPurchases(page);
  return {
    ...shown, facts, company, records: page.records.map((record) => ({ ...record, files: [] })), heldBack: page.facts.length - facts.length,
    inferences: page.inferences.map((one) => (inferences[one.id].aboutPurchase ? { ...one, value: null } : one)),
    asked: page.asked.map((one) => ({ ...one, dealId: null, ...(one.aboutPurchase ? { said: null, text: null } : {}) })),
  };
}

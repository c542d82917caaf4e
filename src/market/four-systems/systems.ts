/** What a system holds of the world and how its people write. Probabilities; misspelling and leaving out scale with the company's noise. */
export interface SystemHabits {
  readonly source: 'crm' | 'marketing' | 'support' | 'billing';
  /** Of accounts; 0 where it has no table of them. */
  readonly accounts: number;
  readonly contacts: number;
  /** Of inquiries. */
  readonly inquiries: number;
  /** A second record of what it holds already. */
  readonly twice: number;
  readonly nameOrder: 'first last' | 'last, first';
  readonly missing: { readonly email: number; readonly phone: number; readonly title: number; readonly country: number; readonly website: number; readonly vat: number; readonly city: number };
  readonly slip: number;
  readonly initial: number;
  /** First and last name the wrong way round. */
  readonly swapped: number;
  /** A second address that their company gave them, such as aabel@ for amara.abel@. */
  readonly alias: number;
  /** Something typed because the form asked. */
  readonly garbage: number;
  readonly shout: number;
  readonly privateMail: number;
  readonly box: number;
  readonly mobile: number;
  /** What somebody was before they moved is still what it says. */
  readonly stale: number;
  readonly noForm: number;
  readonly shortName: number;
}

const crm: SystemHabits = {
  source: 'crm', accounts: 0.95, contacts: 0.8, inquiries: 0.85, twice: 0.04, nameOrder: 'first last', missing: { email: 0.12, phone: 0.35, title: 0.3, country: 0.1, website: 0.25, vat: 0.85, city: 0.4 },
  slip: 0.03, initial: 0.04, swapped: 0.01, alias: 0.05, garbage: 0.01, shout: 0.02, privateMail: 0.02, box: 0.03, mobile: 0.45, stale: 0.3, noForm: 0.35, shortName: 0.04,
};

export const systemHabits: readonly SystemHabits[] = [
  crm,
  { ...crm, source: 'marketing', accounts: 0, contacts: 0.45, inquiries: 0.95, twice: 0.06, missing: { ...crm.missing, email: 0, phone: 0.65, title: 0.5, country: 0.3 }, slip: 0.035, initial: 0.06, swapped: 0.02, garbage: 0.03, shout: 0.03, privateMail: 0.12, box: 0.02, mobile: 0.6, noForm: 0.7, shortName: 0.08 },
  { ...crm, source: 'support', accounts: 0.5, contacts: 0.35, inquiries: 0, twice: 0.03, missing: { ...crm.missing, email: 0.02, phone: 0.7, country: 1, website: 0.15, vat: 1, city: 1 }, slip: 0.02, initial: 0.08, privateMail: 0.05, box: 0.08, stale: 0.4, noForm: 0.6, shortName: 0.1 },
  { ...crm, source: 'billing', accounts: 0.55, contacts: 0.3, inquiries: 0, twice: 0.02, nameOrder: 'last, first', missing: { ...crm.missing, email: 0.2, phone: 0.4, country: 0.02, website: 1, vat: 0.15, city: 0.03 }, slip: 0.02, initial: 0.1, shout: 0.12, privateMail: 0.01, box: 0.25, mobile: 0.1, stale: 0.5, noForm: 0.03, shortName: 0.01 },
];

import type { Country } from './lists/people.ts';

export const systems = ['crm', 'marketing', 'support', 'billing', 'events'] as const;
/** The systems of a company that hold contacts. */
export type System = (typeof systems)[number];

/** How a system's rows are written. All are probabilities per row, for somebody of middling care; carelessness scales them from 0.4 to 1.6. */
export interface Habits {
  /** How much of all rows it holds. */
  readonly weight: number;
  readonly layout: 'first and last' | 'full name' | 'last, first';
  readonly missing: { readonly given: number; readonly email: number; readonly phone: number; readonly company: number; readonly website: number; readonly city: number; readonly country: number; readonly post: number };
  /** A slip in one text field that was filled. */
  readonly slip: number;
  /** Of slips: keyboard, swapped, dropped, doubled, scanned, by ear. */
  readonly slips: readonly [number, number, number, number, number, number];
  /** Marks on letters left out, or names in another script written in English letters. */
  readonly plain: number;
  readonly shout: number;
  readonly nickname: number;
  readonly initial: number;
  readonly swapped: number;
  readonly garbage: number;
  readonly alias: number;
  readonly privateMail: number;
  readonly sharedMail: number;
  readonly mobile: number;
  readonly directLine: number;
  readonly assistantLine: number;
  readonly noForm: number;
  readonly shortFirm: number;
}

/** A world and what befalls its record. Equal setting, count and seed give equal rows. */
export interface Setting {
  readonly name: string;
  readonly countries: ReadonlyArray<readonly [Country, number]>;
  /** How fast names grow rarer with their rank. */
  readonly nameSlope: number;
  /** Scales the share of the rarer surnames. */
  readonly tail: number;
  /** How the number of rows of a person is spread: shares of one, two, three … */
  readonly rowsPerPerson: readonly number[];
  /** P(a firm has at least n people) = n ^ −firmSlope, to the largest. */
  readonly firmSlope: number;
  readonly largestFirm: number;
  readonly subsidiaries: number;
  readonly foreigners: number;
  readonly jobChanges: number;
  readonly mobileKept: number;
  /** A row that was written after somebody left, from what was known before. */
  readonly stale: number;
  /** A row that repeats the person's row before it to the letter. */
  readonly repeated: number;
  readonly systems: Readonly<Record<System, Habits>>;
}

const crm: Habits = {
  weight: 0.34, layout: 'first and last', missing: { given: 0.06, email: 0.16, phone: 0.3, company: 0.02, website: 0.45, city: 0.35, country: 0.25, post: 0.4 }, slip: 0.035, slips: [0.3, 0.2, 0.2, 0.1, 0, 0.2],
  plain: 0.25, shout: 0.02, nickname: 0.08, initial: 0.05, swapped: 0.02, garbage: 0.015, alias: 0.08, privateMail: 0.03, sharedMail: 0.05, mobile: 0.4, directLine: 0.3, assistantLine: 0.04, noForm: 0.45, shortFirm: 0.05,
};
const marketing: Habits = {
  ...crm, weight: 0.27, missing: { given: 0.08, email: 0.01, phone: 0.65, company: 0.15, website: 0.8, city: 0.7, country: 0.3, post: 0.5 }, slip: 0.03, slips: [0.45, 0.2, 0.2, 0.15, 0, 0],
  plain: 0.4, shout: 0.03, nickname: 0.07, initial: 0.06, swapped: 0.03, garbage: 0.035, alias: 0.1, privateMail: 0.14, sharedMail: 0.03, mobile: 0.6, directLine: 0.2, assistantLine: 0, noForm: 0.75, shortFirm: 0.1,
};
const support: Habits = {
  ...crm, weight: 0.18, layout: 'full name', missing: { given: 0.12, email: 0.03, phone: 0.75, company: 0.3, website: 0.95, city: 0.9, country: 0.7, post: 0.9 }, slip: 0.02, plain: 0.45, shout: 0.01, nickname: 0.1, initial: 0.08, swapped: 0.01, garbage: 0.01, alias: 0.15,
  privateMail: 0.08, sharedMail: 0.09, noForm: 0.6, shortFirm: 0.08,
};
const billing: Habits = {
  ...crm, weight: 0.11, layout: 'last, first', missing: { given: 0.15, email: 0.2, phone: 0.35, company: 0, website: 0.9, city: 0.03, country: 0.05, post: 0.95 }, slip: 0.025, plain: 0.3, shout: 0.12, nickname: 0.01, initial: 0.12, swapped: 0.01, garbage: 0.01, alias: 0.04,
  privateMail: 0.02, sharedMail: 0.25, mobile: 0.1, directLine: 0.25, assistantLine: 0.06, noForm: 0.05, shortFirm: 0.02,
};
const events: Habits = {
  ...crm, weight: 0.1, missing: { given: 0.03, email: 0.25, phone: 0.55, company: 0.06, website: 0.85, city: 0.5, country: 0.3, post: 0.25 }, slip: 0.07, slips: [0.15, 0.05, 0.1, 0.05, 0.55, 0.1],
  plain: 0.5, shout: 0.15, nickname: 0.06, initial: 0.03, swapped: 0.04, garbage: 0.01, alias: 0.06, privateMail: 0.08, sharedMail: 0.04, mobile: 0.5, directLine: 0.25, assistantLine: 0.02, noForm: 0.5, shortFirm: 0.12,
};

export const mainSetting: Setting = {
  name: 'main', countries: [['DE', 22], ['US', 18], ['GB', 14], ['FR', 12], ['IT', 8], ['ES', 7], ['NL', 6], ['PL', 5], ['SE', 4], ['TR', 2], ['BG', 2]], nameSlope: 0.85, tail: 1,
  rowsPerPerson: [0.52, 0.25, 0.12, 0.06, 0.03, 0.015, 0.005], firmSlope: 1.15, largestFirm: 3000, subsidiaries: 0.12, foreigners: 0.1, jobChanges: 0.14, mobileKept: 0.6, stale: 0.25, repeated: 0.05,
  systems: { crm, marketing, support, billing, events },
};

const scaled = (habits: Habits, by: number): Habits => ({ ...habits, slip: habits.slip * by, nickname: habits.nickname * by, initial: habits.initial / by, swapped: habits.swapped * by, garbage: habits.garbage * by, alias: habits.alias / by, privateMail: habits.privateMail * by });

/** The second: other countries, commoner names, more slips, more changes of job, other systems in front. */
export const otherSetting: Setting = {
  name: 'other', countries: [['US', 10], ['DE', 10], ['GB', 10], ['PL', 16], ['ES', 14], ['IT', 12], ['SE', 10], ['NL', 8], ['FR', 6], ['TR', 2], ['BG', 2]], nameSlope: 1.05, tail: 0.85,
  rowsPerPerson: [0.6, 0.22, 0.1, 0.05, 0.02, 0.01], firmSlope: 1.05, largestFirm: 2000, subsidiaries: 0.2, foreigners: 0.16, jobChanges: 0.2, mobileKept: 0.45, stale: 0.35, repeated: 0.03,
  systems: {
    crm: { ...scaled(crm, 1.5), weight: 0.2, missing: { ...crm.missing, phone: 0.4, email: 0.2 } }, marketing: { ...scaled(marketing, 1.3), weight: 0.38 }, support: { ...scaled(support, 1.6), weight: 0.2 },
    billing: { ...scaled(billing, 1.2), weight: 0.08, missing: { ...billing.missing, city: 0.1 } }, events: { ...scaled(events, 1.2), weight: 0.14, layout: 'full name' },
  },
};

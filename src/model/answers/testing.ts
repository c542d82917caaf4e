import { Failure } from '../failures.ts';
import type { Ask, Buyers } from '../buyers.ts';
import { influenceKinds, influenceNames, type Influence, type InfluenceKind } from '../influence-kinds.ts';
import type { BuyersAnswer, ClaimsAnswer, UnseenAnswer } from './buyers.ts';
import type { ConsentOverview, Correction, OwnPage, PeopleAnswer, PersonPage } from './person.ts';
import { inferences } from '../inferences.ts';
import { purposeEffects, purposeMeanings, purposes } from '../consent/purposes.ts';
import type { LedgerEntry } from '../consent/ledger.ts';
import type { PageToken } from '../page-tokens.ts';

/** What buyers said, for tests of routes, commands and pages. */
const asOf = '2026-11-20';
const counts: Partial<Record<Influence, number>> = { colleague: 14, correspondent: 9, our_salesperson: 8, consultant: 5, search: 4, our_material: 3, boss: 2 };
const hintOf = (kind: Influence): string | null => (influenceKinds[kind] as InfluenceKind).hint ?? null;
const labelOf = (kind: Influence): string => influenceKinds[kind].name;

export const ask: Ask = { id: 'K1', dealId: 'D-1', contactId: 'C-1', state: 'waiting', createdAt: '2026-11-18T09:00:00.000Z', by: 'ann@example.com', expiresAt: '2026-12-18T09:00:00.000Z', answeredAt: null, said: null, offerWanted: null, text: null };

export const buyersAnswer: BuyersAnswer = {
  asked: 90, answered: 45, declined: 3, dealsAsked: 60, dealsAnswered: 36,
  response: [{ outcome: 'won', asked: 50, answered: 32, declined: 1, rate: 0.64, low: 0.55, high: 0.72 }, { outcome: 'lost', asked: 40, answered: 13, declined: 2, rate: 0.33, low: 0.24, high: 0.43 }],
  options: influenceNames.toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0)).map((kind) => {
    const answers = counts[kind] ?? 0;
    const share = answers / 45;
    return { kind, label: labelOf(kind), answers, wonAnswers: Math.ceil(answers / 2), lostAnswers: Math.floor(answers / 2), share, low: Math.max(0, share - 0.08), high: share + 0.08, worstLow: Math.max(0, share / 2 - 0.1), worstHigh: Math.min(1, share / 2 + 0.6), rankLow: answers > 8 ? 1 : 3, rankHigh: answers > 8 ? 2 : 16 };
  }),
  misnaming: 0.15, agreement: { deals: 8, pairs: 9, samePairs: 4, share: 4 / 9, alpha: 0.31 }, offers: { answered: 30, wanted: 21, share: 0.7, low: 0.58, high: 0.79 },
  tracked: { wonDeals: 120, rows: [{ kind: 'our_salesperson', label: labelOf('our_salesperson'), touches: 2_310, wonDeals: 118, shareOfWon: 0.98 }, { kind: 'our_material', label: labelOf('our_material'), touches: 410, wonDeals: 61, shareOfWon: 0.51 }] },
  unrecognised: 1, sentence: '45 answers of 90 people asked. Named most: a colleague, on 31 % of deals that answered (8 in 10: 23–39).', refusal: null, asOf,
};

export const unseenAnswer: UnseenAnswer = {
  low: 0.22, high: 0.98, naive: 0.66, naiveLow: 0.52, naiveHigh: 0.79, level: 0.95, misnaming: 0.15, ifAlike: { odds: 2, low: 0.29, high: 0.97 },
  sensitivity: [{ misnaming: 0, low: 0.31, high: 0.91 }, { misnaming: 0.1, low: 0.25, high: 0.96 }, { misnaming: 0.2, low: 0.19, high: 1 }, { misnaming: 0.3, low: 0.13, high: 1 }],
  steps: [{ allowing: 'kinds that a click shows only sometimes', low: 0.58, high: 0.78 }, { allowing: '15 % of answers naming the wrong thing', low: 0.43, high: 0.93 }, { allowing: 'everybody who was silent', low: 0.27, high: 0.96 }, { allowing: 'chance (95 %)', low: 0.22, high: 0.98 }],
  dealsAsked: 55, dealsAnswered: 34, answers: 42, allDecided: { deals: 80, low: 0.15, high: 0.99 }, tracked: { deals: 55, withTouch: 54, withClick: 21 },
  kinds: influenceNames.map((kind) => ({ kind, label: labelOf(kind), clickCanShow: influenceKinds[kind].clickCanShow, why: influenceKinds[kind].why, answers: counts[kind] ?? 0 })),
  sentence: 'Between 22 and 98 of 100 decisions were moved most by something no click could have shown (34 deals with an answer of 55 asked about).', refusal: null, asOf,
};

export const claimsAnswer: ClaimsAnswer = {
  claims: [
    { id: 'rep_led', claim: 'Two thirds of purchases are led by the salesperson', measure: 'share naming your salesperson, against two thirds', answer: 'does_not_hold', estimate: 0.18, low: 0.08, high: 0.29, mark: 2 / 3, unit: 'share', n: 36, nIs: 'deals with an answer', pValue: 0.0001, qValue: 0.0008, sentence: 'Does not hold: 18 % (8–29), 36 deals with an answer.' },
    { id: 'mostly_offline', claim: 'Most influencers are offline', measure: 'share naming something offline, against half', answer: 'holds', estimate: 0.72, low: 0.55, high: 0.84, mark: 0.5, unit: 'share', n: 36, nIs: 'deals with an answer', pValue: 0.002, qValue: 0.008, sentence: 'Holds: 72 % (55–84), 36 deals with an answer.' },
    { id: 'group_agrees', claim: 'People of one deal name the same', measure: 'share of pairs within a deal that agree, against half', answer: 'cannot_tell', estimate: null, low: null, high: null, mark: 0.5, unit: 'share', n: 8, nIs: 'deals with two or more answers', pValue: null, qValue: null, sentence: 'Cannot tell: 8 deals with two or more answers; 30 are needed.' },
  ],
  comparisons: 2, falseDiscoveryRate: 0.1, sentence: 'Of 3 claims, 1 holds here, 1 does not, and of 1 the data cannot tell.', asOf,
};

/** Buyers of fixtures; single functions can be replaced. Their one ask is K1. */
export const fakeBuyers = (change: Partial<Buyers> = {}): Buyers => ({
  ask: async ({ dealId, contactId }) => ({ ask: { ...ask, dealId, contactId: contactId ?? null }, link: { id: 'T1', url: 'http://127.0.0.1:4700/ask/good', expiresAt: ask.expiresAt, note: 'This link works on this computer only – set a public address (HINDCAST_PUBLIC_URL) to send it to others.' } }),
  asks: async () => [ask],
  takeBack: async (id) => {
    if (id !== 'K1') throw new Failure('not_found', `There is no ask "${id}".`);
    return { ...ask, state: 'taken_back' };
  },
  results: async () => buyersAnswer, unseen: async () => unseenAnswer, claims: async () => claimsAnswer,
  page: async () => ({ company: 'Example AG', asker: 'Ann Lee', expiresAt: ask.expiresAt, declined: false, given: null, options: influenceNames.map((kind) => ({ kind, label: influenceKinds[kind].label, hint: hintOf(kind) })) }),
  reply: async () => undefined, decline: async () => undefined, ...change,
});

const key = 'contact:crm:C-1';
const at = '2026-11-02T09:00:00.000Z';
const objection: LedgerEntry = { sequence: 1, subject: key, purpose: 'share', statement: 'object', basis: 'consent', wording: 'No, not for this.', source: 'the person, on their own page', saidOf: key, at, expiresAt: null, by: null };
const meLink: PageToken = { id: 'T2', kind: 'me', workspace: 'main', subject: key, createdAt: at, createdBy: 'ann@example.com', expiresAt: '2026-12-02T09:00:00.000Z', revokedAt: null, uses: 2, lastUsedAt: '2026-11-19T08:00:00.000Z' };
const fact = (field: string, means: string, value: string, personal: boolean) => ({ record: key, field, further: false, means, value, personal, source: 'crm', knownAt: at, correctedAt: null, correctable: true });
const inferred = (id: keyof typeof inferences, value: string | null) => { const { aboutPurchase: _, ...shown } = inferences[id]; return { ...shown, id, value, from: [...shown.from], confidence: null, at: '2026-11-19T08:00:00.000Z' }; };

export const correction: Correction = { id: 'X1', person: key, record: key, field: 'title', means: 'Job title', from: 'Buyer', to: 'Head of purchasing', state: 'open', askedAt: '2026-11-19T08:05:00.000Z', decidedAt: null, decidedBy: null, reason: null };

/** One person with something of everything. */
export const personPage: PersonPage = {
  id: key, title: 'Rosa Dahl', readable: { purpose: 'analyse', allowed: true, why: 'legitimate interest, the default of imported records' }, account: { id: 'A-1', name: 'Acme GmbH' },
  records: [{ key, kind: 'contact', source: 'crm', knownSince: at, updatedAt: at, files: ['contacts.csv'] }, { key: 'lead:web:L-7', kind: 'lead', source: 'web', knownSince: at, updatedAt: at, files: ['inquiries.csv'] }],
  facts: [fact('name', 'Full name', 'Rosa Dahl', true), fact('email', 'E-mail address', 'rosa.dahl@example.com', true), fact('title', 'Job title', 'Buyer', true), { ...fact('Newsletter', 'Newsletter', 'yes', false), further: true }],
  touches: { count: 12, firstAt: '2026-02-03T09:00:00.000Z', lastAt: '2026-11-17T14:00:00.000Z', byType: [{ type: 'E-mail', count: 9, lastAt: '2026-11-17T14:00:00.000Z' }, { type: 'Meeting', count: 3, lastAt: '2026-10-01T09:00:00.000Z' }] },
  inferences: [inferred('same_person', '2 records'), inferred('company', 'Acme GmbH'), inferred('touches', '12 times, last on 17 Nov'), inferred('takes_part', '1 purchase')],
  purposes: purposes.map((purpose) => ({ purpose, meaning: purposeMeanings[purpose], ...purposeEffects[purpose], allowed: ['store', 'analyse', 'predict'].includes(purpose), why: purpose === 'share' ? 'objected on 2026-11-02' : ['store', 'analyse', 'predict'].includes(purpose) ? 'legitimate interest, the default of imported records' : 'needs a grant' })),
  ledger: [objection], identity: [{ a: key, b: 'lead:web:L-7', says: 'same', at, by: 'ann@example.com' }],
  loans: [{ source: 'fair', lender: 'Trade Fair Ltd', purposes: ['store', 'contact'], until: '2027-03-31T00:00:00.000Z' }], retention: [{ source: 'crm', until: '2028-11-02T00:00:00.000Z', rule: '24 months after the record last changed' }],
  reads: [{ by: 'ann@example.com', purpose: 'analyse', what: 'profile', day: '2026-11-18', times: 2, lastAt: '2026-11-18T10:00:00.000Z' }], corrections: [correction], links: [meLink],
};

const { id: _id, account: _account, links: _links, ...shownToPerson } = personPage;
export const ownPage: OwnPage = { ...shownToPerson, readable: { ...personPage.readable, purpose: 'store' }, inferences: personPage.inferences.map((one) => (inferences[one.id].aboutPurchase ? { ...one, value: null } : one)), company: 'Example AG', heldBack: 1 };

export const peopleAnswer: PeopleAnswer = {
  rows: [{ id: key, name: 'Rosa Dahl', account: 'Acme GmbH', records: 2, sources: ['crm', 'web'], refuses: ['share'] }, { id: 'lead:web:L-9', name: null, account: null, records: 1, sources: ['web'], refuses: ['analyse', 'predict'] }], next: null,
};

export const consentOverview: ConsentOverview = {
  records: { contacts: 812, inquiries: 1_204 },
  purposes: purposes.map((purpose, index) => ({ purpose, meaning: purposeMeanings[purpose], basis: index < 3 ? 'legitimate interest' : 'consent', ...purposeEffects[purpose], allowed: index < 3 ? 2_016 - index : 14, refused: index < 3 ? index : 2_002 })),
  sources: [{ source: 'crm', records: 812, basis: 'legitimate interest', retention: '24 months after the record last changed', lender: null, until: null }, { source: 'fair', records: 40, basis: 'on loan', retention: null, lender: 'Trade Fair Ltd', until: '2027-03-31' }],
  ledger: [objection], corrections: [correction], links: [meLink], recalled: 1,
};

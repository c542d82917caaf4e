import type { WatchedFolder, WatchedFolders } from '../watched-folders.ts';
import { toneMethod, type Tone } from '../listening/tone.ts';
import type { Followed } from '../listening/followed.ts';
import { fewestVoices, type CoverageAlert, type HeardMention, type ListenedNames, type Listening } from '../listening/listening.ts';
import { Failure } from '../failures.ts';
import type { Ask, Buyers } from '../buyers.ts';
import { influenceKinds, influenceNames, type Influence, type InfluenceKind } from '../influence-kinds.ts';
import type { Delays } from '../delay.ts';
import type { DelayAnswer, DelayStanding } from './delay.ts';
import { familyOf, registerOf } from '../comparison-families.ts';
import type { BuyersAnswer, ClaimsAnswer, UnseenAnswer } from './buyers.ts';
import type { ComparisonMade, ComparisonsAnswer } from './comparisons.ts';
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

const unconfirmed = 'Not confirmed on later answers: every look uses all answers there are.';
const made = (id: string, says: string, found: string, change: Partial<ComparisonMade> = {}): ComparisonMade => ({ id, says, found, pValue: null, qValue: null, verdict: 'not_claimed', confirmedLater: null, ...change });

export const comparisonsAnswer: ComparisonsAnswer = registerOf([
  familyOf({
    family: 'leaks', asks: 'Where are deals lost, or do they wait, more than comparable deals of the same age in the same stage?', rule: 'One-sided, on the whole log; of all that is found, 10 % may be chance (Benjamini–Hochberg). It is held to q ≤ 3 %, because deals of one account depend on each other.', confirmation: 'The later part of the log must show it by itself. That is a veto, no second proof: the finding rests on it too.',
    comparisons: [
      made('wait:Proposal', 'Proposal, segment: Industry against the others: steps forward', '0.61 times the pace (19 in 20: 0.52–0.72), 41 steps', { pValue: 0.00002, qValue: 0.0008, verdict: 'claimed', confirmedLater: true }),
      made('loss:Legal', 'Legal, industry: Banking against the others: losses', '1.72 times the share lost (19 in 20: 1.21–2.44), 22 losses', { pValue: 0.004, qValue: 0.02, verdict: 'lapsed', confirmedLater: false }),
      ...Array.from({ length: 44 }, (_, at) => made(`none${at}`, `Discover, industry: group ${at + 1} against the others: losses`, `${(0.8 + at * 0.01).toFixed(2)} times the share lost (19 in 20: 0.55–1.60), ${9 + at} losses`, { pValue: 0.1 + at * 0.02, qValue: Math.min(1, 0.4 + at * 0.02) })),
    ],
  }, { falseDiscoveryRate: 0.1 }),
  familyOf({
    family: 'models', asks: 'Is a finer way of giving chances better than a simpler one?', rule: 'A finer method is used where the lower end of its 95 % interval lies above nothing, so each comparison alone may be wrong once in 40; the simplest otherwise.', confirmation: 'Where there are dates, each quarter is judged by what was learned before it, so every score is of data that came later.',
    comparisons: [
      made('deals:stage_age:base_rate', 'The stage-and-age table against the plain win rate, on deals', 'log loss better by 0.021 (19 in 20: 0.010 to 0.032)', { verdict: 'claimed', confirmedLater: true }),
      made('deals:hazard:base_rate', 'The pooled model of a deal’s weeks against the plain win rate, on deals', 'log loss better by 0.049 (19 in 20: 0.031 to 0.067)', { verdict: 'claimed', confirmedLater: true }),
      made('deals:hazard:stage_age', 'The pooled model of a deal’s weeks against the stage-and-age table, on deals', 'log loss better by 0.028 (19 in 20: 0.012 to 0.044)', { verdict: 'claimed', confirmedLater: true }),
    ],
  }, { levelOfEach: 0.025 }),
  familyOf({
    family: 'columns', asks: 'Which columns tell the outcome because they were written after it?', rule: 'Fixed thresholds, no test of chance: a column is kept out where its gaps or its values tell the outcome too well.', confirmation: 'Judged anew at each past date, on what was known then.',
    comparisons: [made('deal:Tags', 'Tags (deals) against the outcome', 'missing on 68 % of open and 0 % of closed rows: filled in afterwards', { verdict: 'claimed' }), made('deal:Region', 'Region (deals) against the outcome', 'alone it ranks 52 of 100 pairs right')],
  }, 'no test of chance'),
  familyOf({
    family: 'claims', asks: 'Does what “everybody knows” about buyers hold here?', rule: 'Each claim against a mark fixed beforehand; of all that hold or do not hold, 10 % may be chance (Benjamini–Hochberg).', confirmation: unconfirmed,
    comparisons: [made('rep_led', 'Two thirds of purchases are led by the salesperson', 'Does not hold: 18 % (8–29), 36 deals with an answer.', { pValue: 0.0001, qValue: 0.0002, verdict: 'claimed' })],
  }, { falseDiscoveryRate: 0.1 }),
  familyOf({ family: 'ranking', asks: 'Which influence do buyers name more often than which?', rule: 'Within deals, two-sided; of all pairs told apart, 10 % may be chance (Benjamini–Hochberg). No pair is compared below 30 answers.', confirmation: unconfirmed, comparisons: [] }, { falseDiscoveryRate: 0.1 }),
  familyOf({
    family: 'experiments', asks: 'Did something help, by comparison with accounts drawn at random?', rule: 'One outcome fixed beforehand; its 95 % interval may be looked at every day, and a claim needs it to lie on one side of nothing.', confirmation: 'Randomised: nothing later is needed.',
    comparisons: [made('suggestions:signed', 'Do suggestions help accounts to sign?', 'Cannot tell yet: 34 of about 330 accounts needed to see a 20-point effect.')],
  }, { levelOfEach: 0.05 }),
], asOf);

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

const standing = (input: DelayStanding['input'], change: Partial<DelayStanding>): DelayStanding => ({
  input, low: null, likely: null, high: null, currency: null, on: null, words: null, source: 'buyer_said', counts: true, contact: { id: 'C-1', name: 'Ines Vogt' }, evidence: null, saidOn: '2026-11-12', by: 'ann@example.com', at: '2026-11-12T09:00:00.000Z', swing: null, ...change,
});

export const delayAnswer: DelayAnswer = {
  dealId: 'D-1', cost: { perDay: { low: 62, likely: 121.4, high: 210.6 }, perWeek: { low: 434, likely: 849.8, high: 1474.2 }, currency: 'EUR', knownSince: '2026-11-12T09:00:00.000Z', inputs: 3 },
  parts: [{ part: 'work', name: 'work', perDay: { low: 62, likely: 121.4, high: 210.6 } }], notCounted: [],
  inputs: [
    standing('hours_per_week', { low: 20, likely: 25, high: 30, swing: 48.6 }), standing('cost_per_hour', { low: 48, likely: 55, high: 62, currency: 'EUR', source: 'public', contact: null, evidence: 'National statistics, labour cost 2025', saidOn: null, swing: 30.9 }),
    standing('share_removed', { low: 0.5, likely: 0.6, high: 0.8, swing: 58.9 }), standing('weeks_to_benefit', { low: 6, likely: 8, high: 12 }), standing('deadline', { on: '2027-03-31', source: 'buyer_document', evidence: 'Letter of the auditor, page 2' }),
    standing('losses_per_month', { low: 2_000, likely: 4_000, high: 9_000, currency: 'EUR', source: 'our_guess', counts: false, contact: null, saidOn: null }), standing('priority', { words: 'The audit in March; everything else waits.' }),
  ],
  ask: [{ input: 'new_costs_per_month', question: 'What do you expect running the new way to cost you a month?' }, { input: 'deadline_penalty', question: 'What would missing that day cost you, once?' }],
  deadline: { on: '2027-03-31', decideBy: { earliest: '2027-01-06', likely: '2027-02-03', latest: '2027-02-17' }, penalty: null }, priority: 'The audit in March; everything else waits.',
  urgency: { state: 'may_show', reason: 'no budget', saidAt: '2026-11-14', advice: "Recorded as holding it: no budget. The figure is the buyer's; it may help them to make the case at home.", helps: [] },
  sentence: 'Each day of waiting costs the buyer €120 (€60–210). From work; what running the new way costs is not taken off, as it is not known.', asOf,
};

export const unknownDelay: DelayAnswer = {
  ...delayAnswer, cost: null, parts: [], notCounted: [], inputs: [], deadline: null, priority: null,
  ask: [{ input: 'losses_per_month', question: 'What does the problem cost you a month: margin you do not earn, scrap, penalties?' }, { input: 'share_removed', question: 'How much of that would go away with a solution in place, in per cent?' }],
  urgency: { state: 'ask_first', reason: null, saidAt: null, advice: 'What holds this deal was not recorded. Find out before you speak of time: hurry does not help who is afraid of choosing wrong.', helps: [] },
  sentence: 'Not known. Ask the buyer two things: what the problem costs a month, and how much of it would go away.',
};

export const fearedDelay: DelayAnswer = {
  ...delayAnswer,
  ask: [{ input: 'new_costs_per_month', question: 'What do you expect running the new way to cost you a month?' }, { input: 'old_costs_per_month', question: 'What would you stop paying a month: licences, maintenance, rent of what you use now?' }],
  urgency: {
    state: 'not_advised', reason: 'fear or indecision', saidAt: '2026-11-17', advice: 'Fear or indecision holds this deal. Do not press: hurry adds to the fear of choosing wrong.',
    helps: ['Recommend one thing, and say why.', 'Offer a smaller first step that can be undone.', 'Take the risk off: a guarantee, a way out, help with the start.', 'Let them speak with a customer like them who decided.'],
  },
};

/** The buyer's cost of delay of fixtures; single functions can be replaced. */
export const fakeDelays = (change: Partial<Delays> = {}): Delays => ({ show: async (dealId) => ({ ...delayAnswer, dealId }), set: async () => delayAnswer, takeBack: async () => delayAnswer, ...change });

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
  asked: [{ dealId: 'D-1', question: 'Who or what most influenced this choice?', aboutPurchase: false, askedAt: '2026-10-01T09:00:00.000Z', answeredAt: '2026-10-02T09:00:00.000Z', said: 'A colleague', text: 'Our plant manager had used it before.' }],
  onWebsites: {
    visitors: [{ visitor: 'user:u-77', ids: ['anonymous:d-3', 'user:u-77'], record: 'contact:crm:C-1', reason: 'address', address: 'rosa.dahl@borwood.example', source: 'shop', saidAt: '2026-11-12T08:59:00.000Z', linkedAt: '2026-11-12T09:00:00.000Z' }],
    timeline: [{ at: '2026-11-17T13:00:00.000Z', kind: 'touch', title: 'visit: Prices', detail: '2 pages · by search · from shop · rule 1', amount: null, currency: null, dealId: null, by: null, touch: { id: 'e-1', ruleVersion: 1, events: 2 } }],
  },
  inferences: [inferred('same_person', '2 records'), inferred('company', 'Acme GmbH'), inferred('touches', '12 times, last on 17 Nov'), inferred('takes_part', '1 purchase')],
  purposes: purposes.map((purpose) => ({ purpose, meaning: purposeMeanings[purpose], ...purposeEffects[purpose], allowed: ['store', 'analyse', 'predict'].includes(purpose), why: purpose === 'share' ? 'objected on 2026-11-02' : ['store', 'analyse', 'predict'].includes(purpose) ? 'legitimate interest, the default of imported records' : 'needs a grant' })),
  ledger: [objection], identity: [{ a: key, b: 'lead:web:L-7', says: 'same', at, by: 'ann@example.com' }],
  loans: [{ source: 'fair', lender: 'Trade Fair Ltd', purposes: ['store', 'contact'], until: '2027-03-31T00:00:00.000Z' }], retention: [{ source: 'crm', until: '2028-11-02T00:00:00.000Z', rule: '24 months after the record last changed' }],
  reads: [{ by: 'ann@example.com', purpose: 'analyse', what: 'profile', day: '2026-11-18', times: 2, lastAt: '2026-11-18T10:00:00.000Z' }], corrections: [correction], links: [meLink],
};

const { id: _id, account: _account, links: _links, ...shownToPerson } = personPage;
export const ownPage: OwnPage = { ...shownToPerson, readable: { ...personPage.readable, purpose: 'store' }, inferences: personPage.inferences.map((one) => (inferences[one.id].aboutPurchase ? { ...one, value: null } : one)), asked: personPage.asked.map((one) => ({ ...one, dealId: null })), company: 'Example AG', heldBack: 1 };

export const peopleAnswer: PeopleAnswer = {
  rows: [{ id: key, name: 'Rosa Dahl', account: 'Acme GmbH', records: 2, sources: ['crm', 'web'], refuses: ['share'] }, { id: 'lead:web:L-9', name: null, account: null, records: 1, sources: ['web'], refuses: ['analyse', 'predict'] }], next: null,
};

export const consentOverview: ConsentOverview = {
  records: { contacts: 812, inquiries: 1_204 },
  purposes: purposes.map((purpose, index) => ({ purpose, meaning: purposeMeanings[purpose], basis: index < 3 ? 'legitimate interest' : 'consent', ...purposeEffects[purpose], allowed: index < 3 ? 2_016 - index : 14, refused: index < 3 ? index : 2_002 })),
  sources: [{ source: 'crm', records: 812, basis: 'legitimate interest', retention: '24 months after the record last changed', lender: null, until: null }, { source: 'fair', records: 40, basis: 'on loan', retention: null, lender: 'Trade Fair Ltd', until: '2027-03-31' }],
  ledger: [objection], corrections: [correction], links: [meLink], recalled: 1,
  summary: { months: [{ month: '2026-11', purpose: 'analyse', granted: 3, objected: 2, withdrawn: 0 }, { month: '2026-11', purpose: 'contact', granted: 41, objected: 0, withdrawn: 4 }, { month: '2026-10', purpose: 'contact', granted: 12, objected: 1, withdrawn: 1 }], wordings: [{ wording: 'May we write to you about pumps?', entries: 53, firstAt: '2026-10-02T08:00:00.000Z', lastAt: '2026-11-19T08:00:00.000Z' }], endingSoon: 3 },
};

const tone: Tone = { tone: 'negative', why: 'By its words (2.00 against, 0.00 for).', words: [{ word: 'recalls', weight: -2, changedBy: null }], method: toneMethod };
export const heard: HeardMention = {
  source: 'trade-news', id: 'n-1', kind: 'article', url: 'https://trade-news.example/n-1', title: 'Acme recalls pumps', text: 'Acme recalls 4000 pumps.', links: [], publishedAt: '2026-11-19T08:00:00.000Z', language: 'en', arrivedAt: '2026-11-19T08:01:00.000Z', tone,
  about: [{ kind: 'own', id: 'Acme', by: 'name', matched: 'Acme', witness: null, reason: 'The title names "Acme".', places: [{ where: 'title', at: 0, length: 4 }] }],
};
export const listened: ListenedNames = { own: [{ name: 'Acme', otherNames: [], domains: ['acme.example'], handles: [], context: [] }], rivals: [] };
export const coverageAlert: CoverageAlert = { id: 'L1', raisedAt: '2026-11-19T08:01:00.000Z', brand: 'Acme', source: 'trade-news', title: heard.title, excerpt: heard.text, url: heard.url, publishedAt: heard.publishedAt, reason: 'The title names "Acme".', tone, handledAt: null, handledBy: null };

export const followed: Followed = { name: 'trade-news', service: 'feed', what: 'https://trade-news.example/rss', server: null, everyMinutes: 15, address: 'https://trade-news.example/rss', state: 'fine', lastReadAt: '2026-11-19T08:01:00.000Z', nextAt: '2026-11-19T08:16:00.000Z', lastOutcome: 'Nothing new.', failures: 0, kept: 12 };

/** Listening over fixtures; single functions can be replaced. */
export const fakeListening = (change: Partial<Listening> = {}): Listening => ({
  names: async () => listened, setName: async () => listened, dropName: async () => listened, alerts: async () => [coverageAlert], handleAlert: async () => undefined,
  take: async () => ({ format: 'RSS', read: 3, kept: 1, known: 1, aboutNobody: 1, leftOut: 0, skipped: [{ item: 4, reason: 'it stands in the feed twice' }], warnings: [], alerts: [coverageAlert] }),
  mentions: async () => ({ mentions: [heard], more: false }), followed: async () => [followed], follow: async () => [followed], unfollow: async () => [], poll: async () => followed,
  weeks: async () => ({ weeks: [{ week: '2026-11-16', kind: 'own', id: 'Acme', name: 'Acme', counts: null }, { week: '2026-11-09', kind: 'own', id: 'Acme', name: 'Acme', counts: { mentions: 9, voices: 6, negative: 1, positive: 2 } }], fewestVoices, cut: false }), ...change,
});

const watchedFolder: WatchedFolder = { path: '/exports', source: 'crm', lastLookAt: '2026-11-19T08:01:00.000Z', fault: null, files: [{ file: 'deals.csv', state: 'queued', detail: null, importId: 'I1', seenAt: '2026-11-19T08:00:00.000Z' }] };
export const fakeFolders = (change: Partial<WatchedFolders> = {}): WatchedFolders => ({ list: async () => [watchedFolder], watch: async () => [watchedFolder], forget: async () => [], ...change });

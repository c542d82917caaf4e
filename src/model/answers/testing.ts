import { Failure } from '../failures.ts';
import type { Ask, Buyers } from '../buyers.ts';
import { influenceKinds, influenceNames, type Influence, type InfluenceKind } from '../influence-kinds.ts';
import type { Delays } from '../delay.ts';
import type { DelayAnswer, DelayStanding } from './delay.ts';
import type { BuyersAnswer, ClaimsAnswer, UnseenAnswer } from './buyers.ts';

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

/** The buyer's cost of delay of fixtures; single functions can be replaced. */
export const fakeDelays = (change: Partial<Delays> = {}): Delays => ({ show: async (dealId) => ({ ...delayAnswer, dealId }), set: async () => delayAnswer, takeBack: async () => delayAnswer, ...change });

import {
  Failure, purposeMeanings, workspaceSettingsSchema, type ActionsAnswer, type ApiKey, type Application, type BacktestAnswer, type ChangesAnswer, type Companies, type CoverageAnswer, type DealAnswer, type Events, type EventSource, type ForecastAnswer,
  type ImportAnswer, type InquiriesAnswer, type JobAnswer, type HooksIn, type Identity, type IdentityChange, type IdentityRun, type KeptMapping, type LiveSource, type LiveSources, type MailboxWord, type MailSettingsShown, type SourceRun, type JourneyAnswer, type LeaksAnswer, type OverviewAnswer, type PageKind, type PageToken, type People, type QuarantinedEvent, type ReceivedEvent, type Refusal, type RunPreview, type BlockedValuesAnswer, type IdentityLimitsAnswer, type IdentityRulesAnswer, type RefusedJoin, type RuleOutlook, type SourceTermsBook, type ThresholdsAnswer, type User, type VisitorJoins, type WaysIn, type Webhook, type WebhookDelivery, type Webhooks, type Workspace,
} from './index.ts';
import { comparisonsAnswer, consentOverview, correction, fakeBuyers, fakeDelays, fakeFolders, fakeListening, ownPage, peopleAnswer, personPage } from './answers/testing.ts';
import { fakeCaps } from './contact/testing.ts';
import { fakeDevices } from './devices/testing.ts';
import { fakeTouches } from './touches/testing.ts';

/** An application that answers from fixtures, for tests of routes and commands. */
export const admin: User = { id: 'u1', email: 'ann@example.com', name: 'Ann', role: 'admin', reach: 'all', lens: 'revops', ownerName: null, teamName: null };
export const tooFew: Refusal = {
  code: 'too_few_closed', reason: 'Not enough to forecast. 30 closed deals.', needed: 'This opens at 80 closed deals with at least 20 won and 20 lost.',
  rule: '80 = the count at which a rate of one half is known to ±11 points', worksNow: ['reconciliation', 'ages', 'waiting times'],
};
const asOf = '2026-11-20';

export const forecast: ForecastAnswer = {
  quarter: '2026Q4', start: '2026-10-01', end: '2026-12-31', week: 8, weeks: 13, unit: 'money', currency: 'EUR', bookedSoFar: 1_204_332,
  p10: 2_412_345, p50: 2_814_332, p90: 3_298_001,
  baselines: { baseRate: 2_650_000, stageAge: 2_700_000, stageWeighted: 3_400_000, bookedOverUsualShare: 2_900_000, lastQuarter: 2_500_000, sameQuarterLastYear: null, repsDates: 3_900_000 },
  method: 'hazard', fromOpen: 1_300_000, fromNew: 310_000, target: 3_200_000, yourCall: null, rangeFromPrior: false,
  record: { week: 8, quarters: 11, inside: 9, usualMiss: 0.08, stageWeightedMiss: 0.19 }, openDeals: 84, excludedDeals: 3, excludedWhy: 'older than any deal that closed', asOf, refusal: null,
};
export const deal: DealAnswer = {
  id: 'D-1', source: 'crm', name: 'Line 3 renewal', account: 'Acme GmbH', accountId: 'A-1', owner: 'Kim', team: 'North', product: null, type: null, stage: 'Proposal',
  amount: 48_500, currency: 'EUR', createdAt: '2026-08-01', ageDays: 111, daysInStage: 41, lastTouchDays: 41, expectedCloseByRep: '2026-12-15', nextStep: null, signs: ['no_activity'],
  winProbability: 0.62, low: 0.48, high: 0.74, expectedClose: '2026-12-18', expectedCloseLow: '2026-12-01', expectedCloseHigh: '2027-01-20', method: 'hazard',
  reasons: [{ text: 'no dated activity for 41 days; 9 of 10 won deals had one within 20', feature: 'days_since_touch', logOdds: -0.4 }], similar: [], refusal: null,
};
export const refusedDeal: DealAnswer = { ...deal, id: 'D-2', name: null, account: null, amount: null, winProbability: null, low: null, high: null, expectedClose: null, method: 'refused', reasons: [], refusal: { ...tooFew, code: 'older_than_evidence', reason: 'Older than any deal that closed (138 days).' } };
export const leaks: LeaksAnswer = {
  findings: [{ id: 'older_than_any_win', sentence: '12 of 84 dated open deals are older than any deal you ever closed (138 days).', count: 12, of: 84, amount: 410_000, currency: 'EUR', rows: { list: 'deals', filter: { sign: 'older_than_any_win' } } }],
  leaks: [{ id: 'L1', kind: 'wait', from: 'Proposal', to: 'Legal', segment: null, sentence: 'Proposal → Legal: 41 deals wait 19 days longer than comparable ones.', deals: 41, comparableDeals: 120, excess: 19, excessLow: 11, excessHigh: 27, moneyPerQuarter: 310_000, moneyLow: 180_000, moneyHigh: 460_000, currency: 'EUR', moneyIs: 'revenue', pValue: 0.001, qValue: 0.02, confirmedLater: true, rows: { list: 'deals', filter: { leak: 'L1' } } }],
  comparisons: 24, falseDiscoveryRate: 0.1, sentence: 'One leak found among 24 comparisons.', asOf, refusal: null,
};
export const actions: ActionsAnswer = {
  actions: [{ id: 'X1', dealId: 'D-1', dealName: 'Line 3 renewal', account: 'Acme GmbH', owner: 'Kim', amount: 48_500, currency: 'EUR', daysInStage: 41, sign: 'no dated activity for 41 days', step: 'Call the buyer and agree the next date', kind: 'reconnect', by: 'Kim', dueAt: '2026-11-24', atStake: 30_070, atStakeIs: 'amount × chance', assumedChange: { points: 5, label: 'assumed, not measured' }, reasons: ['9 of 10 won deals had an activity within 20 days'], options: [{ kind: 'reconnect', probability: 1 }], heldOut: false, state: 'offered', stateReason: null, policy: 'p1' }],
  comparison: { on: false, offered: true, sentence: 'Cannot tell yet: 34 of about 330 actions needed to see a 20-point effect.', actionsPerMonth: 40 }, asOf,
};
export const changes: ChangesAnswer = {
  since: '2026-11-13', asOf, quarter: '2026Q4', currency: 'EUR', start: 4_000_000, end: 3_900_000, startDeals: 90, endDeals: 84,
  movements: [{ kind: 'new', amount: 50_000, deals: 2, dealIds: ['D-1'] }, { kind: 'lost', amount: -150_000, deals: 8, dealIds: ['D-9'] }], stageMoves: [], restatements: 0, sentence: 'Since 13 Nov the pipeline fell €100k.', missing: null,
};
export const backtest: BacktestAnswer = {
  points: [{ quarter: '2026Q3', week: 4, asOf: '2026-07-28', p10: 2_000_000, p50: 2_400_000, p90: 2_900_000, actual: 2_500_000, inside: true, baselines: forecast.baselines, yourCall: null, method: 'hazard', refusal: null, versioned: false }],
  skill: [{ method: 'hazard', week: null, n: 400, brier: 0.19, logLoss: 0.56, auc: 0.7, ece: 0.03, eceExpected: 0.025 }], chosen: 'hazard', tried: [{ on: 'deals', method: 'hazard', over: 'base_rate', mean: 0.03, low: 0.01, high: 0.05 }],
  claim: { skill: true, improvement: 0.03, low: 0.01, high: 0.05, sentence: 'On past deals the model beat the plain win rate.' }, coverage: { level: 0.8, inside: 9, quarters: 11 },
  errors: [{ name: 'model', week: 4, wape: 0.08, bias: 0.01, quarters: 11 }], label: 'reconstructed: 71 % of fields dated', notScored: [], chances: null, reliability: [], validation: 'time', asOf, refusal: null,
};
export const coverage: CoverageAnswer = {
  tables: [{ source: 'crm', kind: 'deal', rows: 900, firstAt: '2023-01-02', lastAt: '2026-11-19', ageDays: 1, complete: 0.91, logStart: '2023-01-02', truncation: null, gaps: [], bulkDays: [] }],
  stages: [{ name: 'forecast', open: true, why: '11 past quarters', unlockedBy: null }, { name: 'journey', open: false, why: 'no stage changes', unlockedBy: 'the stage history report' }],
  nextBest: { source: 'stage history', why: 'It shows where deals wait.', unlocks: ['journey'], how: { Salesforce: 'Opportunity History report' } }, datedShare: 0.71, asOf, dataThrough: '2026-11-19', staleDays: 1,
};
export const journey: JourneyAnswer = { stages: [], steps: [], loops: [], paths: [], deals: 0, asOf, sentence: 'Your file shows where deals are, not how they got there.', refusal: { ...tooFew, code: 'no_history' } };
export const inquiries: InquiriesAnswer = {
  total: 0, windowDays: 90, label: 'won within 90 days', cohorts: [], rate: null, low: null, high: null, bySource: [], lag: { medianDays: null, q1Days: null, q3Days: null, negative: 0 },
  responseTime: { medianHours: null, n: 0, note: 'No response times.' }, worth: null, notCounted: [], rows: [], asOf, refusal: null,
};
export const overview: OverviewAnswer = {
  strip: { workspace: 'main', demo: false, quarter: '2026Q4', week: 8, weeks: 13, dataThrough: '2026-11-19', daysOld: 1, reconciled: true, clockNote: null }, sentence: 'Q4 will probably close at €2.8M.', forecast, recordSentence: null,
  changes, leaks: leaks.leaks, leaksSentence: leaks.sentence, doNext: actions.actions, believable: leaks.findings, figures: {}, nextBest: coverage.nextBest, highPotentialTime: { refusal: tooFew, figure: null }, refusal: null, asOf,
};
export const imported: ImportAnswer = {
  id: 'I1', state: 'done', createdAt: '2026-11-20T09:00:00.000Z', finishedAt: '2026-11-20T09:00:09.000Z', by: 'command line', files: ['deals.csv'], rowsDone: 60, rowsTotal: 60, stage: 'done', plan: { tables: [], confirmations: [] },
  receipt: {
    tables: [{ file: 'deals.csv', kind: 'deal', rowsInFile: 60, rowsHere: 60, rowsNew: 60, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 0, rowsRemoved: 0, rowsLeftOut: 0, sums: [{ column: 'Amount', currency: 'EUR', inFile: 48_500.5, here: 48_500.5, rejected: 0, difference: 0 }], difference: 0 }],
    listed: [{ file: 'README.md', why: 'a text' }], repairs: [], missing: ['stage history'], rejects: 0, firstRejects: [], reconciled: true, firstFinding: leaks.findings[0]?.sentence ?? null,
  },
  error: null, undoUntil: '2026-12-20T09:00:09.000Z',
};
export const job: JobAnswer = { id: 'J1', kind: 'import', workspace: 'main', state: 'done', stage: 'done', done: 60, total: 60, startedAt: null, finishedAt: null, error: null };
const account = { id: 'A-1', source: 'crm', name: 'Acme GmbH', industry: null, country: null, owner: 'Kim', openDeals: 1, openAmount: 48_500, wonDeals: 0, wonAmount: null, invoiced: null, margin: null, currency: 'EUR', lastTouchAt: null };
const settings = workspaceSettingsSchema.parse({});
const pageToken = (kind: PageKind): PageToken => ({ id: 'T1', kind, workspace: 'main', subject: 'S1', createdAt: '2026-11-20T09:00:00.000Z', createdBy: admin.email, expiresAt: '2026-12-20T09:00:00.000Z', revokedAt: null, uses: 0, lastUsedAt: null });
const filter = { id: 'F1', name: 'Mine', screen: 'deals', query: 'owner=Kim' };
const note = { id: 'N1', dealId: 'D-1', text: 'Called.', by: 'ann@example.com', at: '2026-11-20T09:00:00.000Z' };

const person = { id: 'contact:crm:C-1', records: ['contact:crm:C-1'] };
const consent = { person: person.id, records: person.records, purposes: [{ purpose: 'analyse' as const, meaning: purposeMeanings.analyse, allowed: true, why: 'legitimate interest' }], ledger: [] };
const recalled = { id: 'R1', at: '2026-11-20T09:00:00.000Z', records: 1, removed: [{ what: 'contacts', rows: 1 }], left: [], filesCleanBy: '2026-11-20T09:15:00.000Z' };
const meLink = { ...pageToken('me'), subject: person.id };
/** People of fixtures; single functions can be replaced. */
export const fakePeople = (change: Partial<People> = {}): People => ({
  person: async () => person, consent: async () => consent, setConsent: async () => consent, recall: async () => recalled,
  list: async () => peopleAnswer, ownPage: async () => ownPage, exportProfile: async (id, { format }) => ({ format, profile: { id } }), consentOverview: async () => consentOverview,
  profile: async (id) => {
    if (id === 'missing') throw new Failure('not_found', `There is no contact or inquiry "${id}".`);
    return personPage;
  },
  makeLink: async () => ({ id: 'T2', url: 'http://127.0.0.1:4700/me/good', expiresAt: '2026-12-20T09:00:00.000Z', note: 'This link works on this computer only.' }), takeBackLink: async () => ({ ...meLink, revokedAt: '2026-11-20T09:00:00.000Z' }),
  corrections: async () => [correction], askCorrection: async (_key, input) => ({ ...correction, ...input }), decideCorrection: async (_id, { says }) => ({ ...correction, state: says === 'approve' ? 'approved' : 'declined' }), ...change,
});

const identityChange: IdentityChange = { id: 7, at: '2026-11-20T09:00:00.000Z', kind: 'merge', person: person.id, parts: [['contact:crm:C-1'], ['lead:web:L-1']], cause: 'run', by: null, run: 3, why: null };
const identityStep = { a: 'contact:crm:C-1', b: 'lead:web:L-1', by: 'evidence' as const, weight: 11.3, probability: 0.9996, evidence: [{ comparison: 'e-mail', level: 'the same', weight: 9.1 }, { comparison: 'name', level: 'nearly the same', weight: 2.2 }], who: null, at: '2026-11-20T09:00:00.000Z' };
const identityRun: IdentityRun = { id: 3, scope: 'all', state: 'in_force', startedAt: '2026-11-20T09:00:00.000Z', finishedAt: '2026-11-20T09:00:10.000Z', by: null, merges: 812, splits: 0, refused: 3, oversized: 0 };
export const runPreview: RunPreview = { run: { ...identityRun, id: 4, state: 'proposed', merges: 2, splits: 1 }, records: 5, largest: [{ kind: 'merge', person: person.id, parts: [['contact:crm:C-1', 'lead:web:L-1'], ['contact:support:77']] }, { kind: 'split', person: 'contact:crm:C-9', parts: [['contact:crm:C-9'], ['lead:web:L-12']] }] };
export const thresholds: ThresholdsAnswer = {
  threshold: 3.1, chosenBy: 'evidence', answers: { same: 14, different: 9 }, needed: 20, advised: 4.6,
  rows: [{ threshold: 7, precision: 0.999, recall: 0.71, f1: 0.83, joins: 640, people: 1_391 }, { threshold: 4.6, precision: 0.991, recall: 0.84, f1: 0.909, joins: 770, people: 1_262 }, { threshold: 3.1, precision: 0.972, recall: 0.89, f1: 0.929, joins: 812, people: 1_221 }, { threshold: 1, precision: 0.9, recall: 0.96, f1: 0.93, joins: 930, people: 1_104 }],
};
const visitorJoins: VisitorJoins = { visitors: 12, known: 8, silent: { shared_box: 2, company_line: 0, blocked: 0, several_people: 1, several_surnames: 0, other_person: 0, word: 0 }, rows: [{ visitor: 'user:u-9', record: 'contact:crm:C-2', silent: 'several_people', people: 2, source: 'shop', saidAt: '2026-11-12T08:59:00.000Z' }] };
export const blockedValues: BlockedValuesAnswer = { rows: [{ kind: 'email', pattern: 'noreply@*', records: 12 }, { kind: 'phone', pattern: '+49 40 5550*', records: null }, { kind: 'any', pattern: 'only zeros and dashes', records: 3 }], changed: true };
/** Who is who in fixtures; single functions can be replaced. */
export const identityLimits: IdentityLimitsAnswer = { limits: [{ kind: 'contact:crm', most: 1 }, { kind: 'email', most: 3 }], refused: 2, history: [{ at: '2026-11-19T09:00:00.000Z', by: 'ann@example.com', limits: [{ kind: 'contact:crm', most: 1 }, { kind: 'email', most: 3 }] }] };
export const refusedJoin: RefusedJoin = { a: 'contact:crm:C-1', b: 'contact:crm:C-204', people: ['contact:crm:C-1', 'contact:crm:C-204'], kind: 'contact:crm', rule: null, values: ['contact:crm:C-1', 'contact:crm:C-204'], because: 'One person may have 1 contact of crm.' };
export const ruleOutlook: RuleOutlook = { counts: false, merges: 0, splits: 1, refused: 2, records: 3, largest: [{ kind: 'split', person: 'contact:crm:C-9', parts: [['contact:crm:C-9'], ['contact:crm:C-12', 'lead:web:L-12']] }] };
const ruleInForce = { at: '2026-11-19T09:00:00.000Z', by: 'ann@example.com', takenBackAt: null, takenBackBy: null, heeded: true };
export const identityRules: IdentityRulesAnswer = {
  rules: [
    { ...ruleInForce, id: 3, says: 'different', of: { kind: 'email', value: 'jo.dahl@borwood.example' }, other: { kind: 'phone', value: '+49405550101' }, records: 3 },
    { ...ruleInForce, id: 2, says: 'not-through', of: { kind: 'domain', value: 'agency.example' }, other: null, records: 41 },
    { ...ruleInForce, id: 1, says: 'same', of: { kind: 'column:Customer no', value: 'c-77' }, other: null, records: 2, takenBackAt: '2026-11-20T09:00:00.000Z', takenBackBy: 'ada@example.com' },
  ],
};
export const fakeIdentity = (change: Partial<Identity> = {}): Identity => ({
  changes: async () => ({ rows: [identityChange], next: null }), undo: async () => [person], say: async () => person,
  explain: async (a, b) => ({ a, b, same: true, path: [identityStep], apart: null, words: [] }),
  compare: async () => job, approve: async (id) => ({ ...identityRun, id }),
  review: async () => ({
    rows: [{ a: { key: 'contact:crm:C-1', name: 'Rosa Dahl', email: 'rosa.dahl@borwood.example', phone: '', company: 'Borwood Tools', title: 'Plant manager' }, b: { key: 'lead:web:L-7', name: 'R. Dahl', email: '', phone: '', company: 'Borwood', title: '' }, weight: 1.2, probability: 0.7, joined: false, evidence: identityStep.evidence }],
    threshold: 3.1, answered: { same: 4, different: 2, unsure: 1 }, runs: [identityRun],
  }),
  rules: async () => identityRules, addRules: async (_, isDryRun) => ({ ...ruleOutlook, counts: !isDryRun }), takeRuleBack: async (_, isDryRun) => ({ ...ruleOutlook, counts: !isDryRun }), limits: async () => identityLimits, setLimits: async (_, isDryRun) => ({ ...ruleOutlook, counts: !isDryRun }), refused: async () => ({ rows: [refusedJoin], total: 2 }), visitors: async () => visitorJoins, blocked: async () => blockedValues, block: async () => blockedValues,
  thresholds: async () => thresholds, setThreshold: async () => runPreview, preview: async () => runPreview, ...change,
});

/** Two records of one company, and one that is not. */
export const fakeCompanies: Companies = {
  find: async () => ({
    rule: 'accounts-1', records: 3, companies: 2, counts: { joined: 1, apart: 1, parents: 0, unheeded: 1 },
    joined: [{ id: 'account:crm:A-1', name: 'Acme Pumpen GmbH', records: [{ key: 'account:crm:A-1', name: 'Acme Pumpen GmbH' }, { key: 'account:erp:10', name: 'ACME PUMPEN' }], joinedBy: [{ a: 'account:crm:A-1', b: 'account:erp:10', reason: 'registry id', detail: 'vat DE', weight: 24 }] }],
    apart: [{ a: 'account:crm:A-1', b: 'account:erp:11', reason: 'countries differ', detail: 'DE and FR' }], parents: [],
    unheeded: [{ key: 'account:erp:11', field: 'domain', why: 'gmail.com belongs to a provider or host at which anybody can be' }],
  }),
  setParent: async (child, parent) => ({ child, parent, reason: 'somebody said so' }), suggestParents: async (child) => ({ child, rows: [{ id: 'account:crm:A-9', name: 'Acme', domain: 'acme.example' }] }), takeParentBack: async (child) => ({ child, parent: null, reason: null }),
  say: async (a, b) => ({ id: a, records: [a, b] }), explain: async (a, b) => ({ a, b, same: true, path: [{ a, b, by: 'evidence', weight: 24, probability: 1, evidence: [{ comparison: 'registry id', level: 'vat DE', weight: 24 }], who: null, at: '2026-11-20T09:00:00.000Z' }], apart: null, words: [] }),
};

const terms = [{ source: 'fair', retentionDays: 730, loan: { lender: 'Trade Fair Ltd', purposes: ['store' as const, 'analyse' as const], until: '2027-03-31', endedAt: null } }];
const fakeSources: SourceTermsBook = { list: async () => terms, retain: async () => terms, lend: async () => terms, giveBack: async () => terms };

const eventSource: EventSource = { name: 'shop', workspace: 'main', keyStart: 'wk_abcde', createdAt: '2026-11-20T09:00:00.000Z', closedAt: null, settings: { needsConsent: false, blockedRanges: [] } };
const receivedEvent: ReceivedEvent = {
  id: '5d0b7cfa-0000-4000-8000-000000000001', source: 'shop', receivedAt: '2026-11-20T09:00:00.000Z', occurredAt: '2026-11-20T09:00:00.000Z', messageId: 'm-1', type: 'track', name: 'Price list opened', fate: 'accepted', reason: null, path: null,
  warnings: [], anonymousId: null, userId: 'u-1', person: 'user:u-1', accounts: ['acme'], properties: {}, traits: {},
};
const waitingEvent: QuarantinedEvent = { id: '5d0b7cfa-0000-4000-8000-000000000002', source: 'shop', receivedAt: '2026-11-20T09:00:00.000Z', code: 'illegal_id', why: 'This id stands for nobody in particular, and would join strangers.', path: '/userId', schemaVersion: 'segment-1', payload: '{"type":"track","userId":"null"}', attempts: 1 };
const fakeEvents: Events = {
  createDeviceSource: async (name) => ({ source: { ...eventSource, name }, writeKey: 'wk_abcdefgh' }), subscriptions: async () => [],
  createSource: async (name) => ({ source: { ...eventSource, name }, writeKey: 'wk_abcdefgh' }), sources: async () => [eventSource], closeSource: async () => ({ ...eventSource, closedAt: '2026-11-20T09:00:00.000Z' }),
  totals: async () => [{ source: 'shop', received: 4, accepted: 1, dropped: 1, quarantined: 1, duplicate: 1, reasons: { bot: 1 }, lastAt: '2026-11-20T09:00:00.000Z' }], list: async () => [receivedEvent], quarantine: async () => [waitingEvent],
  replay: async () => ({ replayed: 1, accepted: 1, dropped: 0, duplicate: 0, quarantined: 0 }),
  loadCeddl: async ({ source }) => ({ source, objects: 3, refused: 0, firstRefused: [], accepted: 4, dropped: 0, quarantined: 0, duplicate: 1, findings: { alias: 2 } }),
};

const webhook: Webhook = { id: 'W1', url: 'https://hook.example/in', events: ['import.finished'], createdAt: '2026-11-20T09:00:00.000Z', createdBy: 'command line', disabledAt: null, disabledWhy: null, waiting: 1, delivered: 4, givenUp: 0 };
const webhookDelivery: WebhookDelivery = { messageId: 'msg_1', event: 'import.finished', createdAt: '2026-11-20T09:00:00.000Z', state: 'delivered', nextAt: null, attempts: [{ at: '2026-11-20T09:00:01.000Z', answer: 'HTTP 204', durationMs: 31 }] };
const fakeWebhooks: Webhooks = {
  add: async (request) => ({ webhook: { ...webhook, ...request }, secret: 'whsec_good' }), list: async () => [webhook], remove: async () => undefined,
  test: async () => webhookDelivery, deliveries: async () => [webhookDelivery], replay: async () => 2,
};

const sourceRun: SourceRun = {
  id: 'r1', source: 'crm', state: 'done', startedAt: '2026-11-20T08:00:00.000Z', finishedAt: '2026-11-20T08:00:20.000Z', stage: 'done',
  records: 1_200, taken: 40, rejected: 0, imports: ['i1'], error: null, todo: null, notes: [],
};
const mailboxWord: MailboxWord = { owner: 'jane@ours.example', statement: 'given', subjects: false, wording: 'Who wrote to whom, and when.', source: 'signed form', at: '2026-11-20T08:00:00.000Z', by: 'command line' };
const liveSource: LiveSource = { name: 'crm', kind: 'singer', settings: { command: '["tap-crm"]' }, secrets: ['config'], secretsLost: false, everyMinutes: 15, daily: null, createdAt: '2026-11-01T08:00:00.000Z' };
const fakeLiveSources: LiveSources = {
  create: async (input) => ({ ...liveSource, name: input.name, kind: input.kind, address: input.kind === 'webhook' ? '/v1/hooks/main/T' : null }), setSecrets: async () => liveSource, change: async () => ({ ...liveSource, beginsAnew: false }), changeInApp: async () => ({ ...liveSource, beginsAnew: false }), createInApp: async (input) => ({ ...liveSource, name: input.name, address: null }), request: async () => undefined, runs: async () => [sourceRun],
  kinds: async () => [{ kind: 'singer', settings: [], secrets: ['config'], inApp: false, why: 'It starts a program.', command: 'hindcast source create NAME --kind singer' }], remove: async () => undefined, cancel: async () => undefined,
  preview: async () => ({ source: 'crm', streams: [{ stream: 'deals', kind: 'deal', records: 40 }], problems: 0, notes: [] }),
  sayMailbox: async (said) => ({ ...mailboxWord, statement: said.statement }), mailboxes: async () => [mailboxWord],
  run: async () => sourceRun, load: async () => ({ ...sourceRun, sourceState: { bookmarks: {} } }),
  health: async () => [{
    source: liveSource, state: 'healthy', lastSuccessAt: sourceRun.finishedAt, lagMinutes: 4, lastRecords: 1_200, records: 90_000, errorsInARow: 0,
    nextTryAt: '2026-11-20T08:15:20.000Z', error: null, todo: null, lastRun: sourceRun, streams: [{ stream: 'deals', kind: 'deal', cursorAt: sourceRun.finishedAt }],
  }],
};

const fakeWaysIn: WaysIn = { overview: async () => ({ ways: [], days: [], wanted: [] }), setCost: async () => undefined };
const keptMapping: KeptMapping = { version: 2, mapping: { rules: [{ stream: 'tickets', kind: 'ticket', when: [], id: '$.id', fields: { at: '$.at' } }], ignore: [] }, at: '2026-11-20T09:00:00.000Z' };
const fakeHooks: HooksIn = {
  renewAddress: async () => ({ path: '/v1/hooks/main/T' }), totals: async () => [{ source: 'desk', kept: 12, duplicates: 1, notSigned: 2, waiting: 0, quarantined: 1, mappingVersion: 2 }],
  mapping: async () => keptMapping, setMapping: async () => keptMapping, presets: () => ['zendesk'], preset: () => keptMapping.mapping, replay: async () => 12,
};

/** A workspace of fixtures; single answers can be replaced. */
const fakeRoles: Workspace['roles'] = {
  say: async () => [], words: async () => [{ record: 'contact:crm:C-1', role: 'champion', says: 'has', at: '2026-11-19T08:00:00.000Z', by: 'kim@example.com' }],
};

export const fakeWorkspace = (change: Partial<Workspace> = {}): Workspace => ({
  name: 'main', webhooks: fakeWebhooks, overview: async () => overview, deals: async () => [deal, refusedDeal],
  deal: async (id) => {
    if (id !== 'D-1') throw new Failure('not_found', `There is no deal "${id}" on this date.`);
    return { deal, status: 'open', closedAt: null, lossReason: null, timeline: [], people: [{ id: 'C-1', key: 'contact:crm:C-1', records: ['contact:crm:C-1'], name: 'Rosa Dahl', title: 'CFO', touches: 1, isNamed: true, parts: [{ part: 'Call', from: 'record', times: 1, firstAt: '2026-11-02T09:00:00.000Z', lastAt: '2026-11-02T09:00:00.000Z' }], roles: [], suggested: 'economic_buyer' }], attributes: {}, asOf };
  },
  forecast: async () => [forecast], backtest: async () => backtest, leaks: async () => leaks, experiments: async () => ({ experiments: [], asOf }), comparisons: async () => comparisonsAnswer, changes: async () => changes, journey: async () => journey, inquiries: async () => inquiries, actions: async () => actions,
  columns: async () => [{ column: 'Tags', kind: 'lead', status: 'refused', rule: 'filled_afterwards', why: 'It is filled in after the outcome.', aucAlone: 0.95, missingOpen: 0.68, missingClosed: 0, values: 12 }],
  coverage: async () => coverage, accounts: async () => ({ rows: [account], next: '100' }),
  account: async (id) => {
    if (id !== 'A-1') throw new Failure('not_found', `There is no account "${id}".`);
    return { account, people: [], records: ['account:crm:A-1'], group: { parent: { id: 'A-9', name: 'Acme Holding' }, reason: 'somebody said so', by: 'kim@example.com', at: '2026-11-19T08:00:00.000Z', below: [{ id: 'A-10', name: 'Acme Service' }], notHeeded: [] }, deals: [], timeline: [{ at: '2026-08-01', kind: 'deal_created', title: 'Line 3 renewal', detail: null, amount: 48_500, currency: 'EUR', dealId: 'D-1', by: 'Kim' }], more: false, attributes: {}, asOf };
  },
  buyers: fakeBuyers(), delay: fakeDelays(), listening: fakeListening(), folders: fakeFolders(), devices: fakeDevices, search: async () => [{ kind: 'account', id: 'A-1', title: 'Acme GmbH', detail: null }], sql: async () => ({ columns: [{ name: 'n', type: 'UInt64' }], rows: [[60]], truncated: false, elapsedMs: 3 }),
  planImport: async () => ({ tables: [], confirmations: [] }), startImport: async () => imported, imports: async () => [imported], import: async () => imported,
  async *rejects() { yield { file: 'deals.csv', line: 21, column: null, reason: '=too long', value: '=1+1' }; },
  undoImport: async () => ({ ...imported, state: 'undone' }), undoRepair: async () => imported, decide: async () => undefined, holding: async () => undefined, setCall: async () => undefined,
  notes: async () => [note], addNote: async () => note, savedFilters: async () => [filter], saveFilter: async () => filter, settings: async () => settings, setSettings: async (given) => ({ ...settings, ...given }),
  exportTo: async () => ({ files: ['deals.csv'] }), people: fakePeople(), identity: fakeIdentity(), companies: fakeCompanies, roles: fakeRoles, sources: fakeSources, live: fakeLiveSources, importProfiles: async ({ source }) => ({ source, profiles: 1, refused: 0, firstRefused: [], consents: 1, consentsPassedOver: 0, run: sourceRun }), waysIn: fakeWaysIn, hooks: fakeHooks, events: fakeEvents, touches: fakeTouches, caps: fakeCaps(), ...change,
});

/** An application over one workspace of fixtures; single functions can be replaced. */
export const apiKey: ApiKey = { id: 'P1', name: 'warehouse', start: 'hk_good', permissions: ['read'], createdAt: '2026-11-20T09:00:00.000Z', createdBy: 'command line', expiresAt: '2027-02-18T09:00:00.000Z', lastUsedAt: null, revokedAt: null };

const mailShown: MailSettingsShown = { host: 'smtp.example', port: 587, tls: 'starttls', user: null, from: 'hindcast@example.com', hasPassword: false };

export const fakeApplication = (change: Partial<Application> = {}, workspace: Workspace = fakeWorkspace()): Application => ({
  workspaces: async () => [{ name: 'main', demo: false, company: 'Your company', imports: 1, deals: 60 }], workspace: async () => workspace,
  loadDemo: async () => ({ ...job, kind: 'demo' }), removeDemo: async () => undefined, jobs: async () => [job], job: async () => job, cancelJob: async () => ({ ...job, state: 'cancelled' }), waitForJob: async () => job,
  uploadFolder: async () => '/nowhere', users: async () => [admin], addUser: async (email, given) => ({ ...admin, ...given, email }),
  signInLink: async (email) => ({ url: 'http://127.0.0.1:4700/sign-in/T', email: email ?? admin.email, expiresAt: '2026-11-20T09:15:00.000Z', note: null }),
  openSession: async (token) => {
    if (token !== 'good') throw new Failure('link_expired', 'This link was used already, or is older than 15 minutes.');
    return { secret: 'secret', user: admin, expiresAt: '2027-01-19T09:00:00.000Z' };
  },
  pageTokens: {
    make: async ({ kind }) => ({ id: 'T1', url: `http://127.0.0.1:4700/${kind}/good`, expiresAt: '2026-12-20T09:00:00.000Z', note: null }),
    open: async (kind, secret) => (secret === 'good' ? pageToken(kind) : null), revoke: async () => ({ ...pageToken('ask'), revokedAt: '2026-11-20T09:00:00.000Z' }), list: async (_workspace, kind) => [pageToken(kind)],
  },
  keys: {
    create: async (request) => ({ key: { ...apiKey, ...request, days: undefined } as ApiKey, secret: 'hk_good' }), list: async () => [apiKey], revoke: async () => ({ ...apiKey, revokedAt: '2026-11-20T09:00:00.000Z' }),
    open: async (secret) => (secret === 'hk_good' ? apiKey : null),
  },
  mail: { settings: async () => mailShown, set: async (given) => ({ ...given, hasPassword: false }), test: async () => undefined },
  digests: {
    preview: async () => ({ subject: 'Your week', text: 'What changed\n', html: '<p>What changed</p>' }), send: async () => undefined,
    subscribe: async (workspace, email, every) => ({ workspace: workspace ?? 'main', email, every }), readers: async () => [{ workspace: 'main', email: admin.email, every: 'week' }],
  },
  hooks: { receive: async () => ({ kind: 'kept', duplicate: false }) },
  collecting: { collect: async ({ writeKey, events }) => (writeKey === 'wk_good' ? { kind: 'settled', answers: events.map(() => ({ messageId: null, fate: 'accepted' as const })) } : { kind: 'unknown_key' }), collectMetrics: async ({ writeKey }) => (writeKey === 'wk_good' ? { kind: 'settled', rejected: 0, why: '' } : { kind: 'unknown_key' }), unread: () => null, knowsKey: async (key) => key === 'wk_good' },
  session: async (secret) => (secret === 'secret' ? admin : null), closeSession: async () => undefined,
  audit: async () => [{ id: '1', at: '2026-11-20T09:00:00.000Z', by: 'command line', what: 'user added', subject: 'ann@example.com' }], config: async () => ({}), setConfig: async () => undefined,
  backup: async () => ({ bytes: 1_234_567, tables: 20 }), restore: async () => ({ tables: 20, rows: 900, giveAgain: [] }),
  health: async () => ({ ok: true, engines: { postgres: { ok: true, version: '18', where: 'embedded' } }, version: '0.1.0' }), close: async () => undefined, ...change,
});

import { definitions, type Ask } from '../../src/model/index.ts';
import { ask, buyersAnswer, coverageAlert, followed, heard, listened, claimsAnswer, comparisonsAnswer, consentOverview, correction, delayAnswer, fearedDelay, peopleAnswer, unknownDelay, unseenAnswer } from '../../src/model/answers/testing.ts';
import type { Question } from '../data/answers.ts';
import { checkAnswer } from '../data/schemas-in-development.ts';
import { accountPage, accounts, actionsAnswer, dealPage, deals } from './fixtures/deals.ts';
import { emptyBacktest, emptyComparisons, emptyCoverage, emptyInquiries, emptyJourney, emptyLeaks, emptyOverview, tooFew } from './fixtures/empty.ts';
import { eventSources, madeSource, receivedEvents, replayed, waitingEvents } from './fixtures/events.ts';
import { emptyExperiments, experiments } from './fixtures/experiments.ts';
import { backtest, forecast } from './fixtures/forecast.ts';
import { changes, columns, coverage, inquiries, journey, leaks, overview } from './fixtures/history.ts';
import { deliveries, delivery, digests, keys, madeKey, madeWebhook, mail, webhooks } from './fixtures/house.ts';
import { importAnswer, plan } from './fixtures/imports.ts';
import { changedSource, liveSource, sourceHealth, sourceKinds, sourceRuns, waysIn } from './fixtures/sources.ts';
import { emptyConsent, emptyReview, explanation, identityChanges, review, profile, recalled, refusedProfile, runPreview, thresholds, emptyThresholds, companyExplanation, visitorExplanation, blocked, identityLimits, identityRules, refusedJoins, ruleOutlook } from './fixtures/people.ts';

const settings = { company: 'Example AG', wonStages: ['Closed Won'], lostStages: ['Closed Lost'], noDecisionStages: [], stageOrder: ['Qualify', 'Discover', 'Proposal', 'Legal', 'Verbal yes'], reportingCurrency: 'EUR', defaultCurrency: 'EUR', rates: { USD: 0.92 }, fiscalStartMonth: 1, dealTypes: [], stableColumns: [], refusedColumns: [], targets: { '2026Q4': 3_200_000 }, comparisonGroup: false, demo: true };
const me = { id: 'U-1', email: 'ada@example.com', name: 'Ada Okafor', role: 'admin', reach: 'all', lens: 'leader', ownerName: null, teamName: null };
const asks: Ask[] = [{ ...ask, id: 'K2', state: 'answered', answeredAt: '2026-11-19T08:00:00.000Z', said: 'colleague', offerWanted: true, text: 'Our plant manager had used it before.' }, ask];
const ownLink = { id: 'T9', url: 'http://127.0.0.1:4700/me/Vh3kq0dZr7JmT1xWc9uYbN4sLpE8oAgI2fKzQXtMvHC', expiresAt: '2026-12-20T09:00:00.000Z', note: 'This link works on this computer only – set a public address (HINDCAST_PUBLIC_URL) to send it to others.' };
const accountList = { rows: accounts, next: null };
const forEmpty: Readonly<Record<string, unknown>> = {
  overview: emptyOverview, deals: [], forecast: [{ ...forecast[0], p10: null, p50: null, p90: null, method: 'refused', record: null, refusal: tooFew }], backtest: emptyBacktest, leaks: emptyLeaks, changes: { ...changes, movements: [], stageMoves: [] },
  journey: emptyJourney, inquiries: emptyInquiries, actions: { ...actionsAnswer, actions: [] }, experiments: emptyExperiments, comparisons: emptyComparisons, columns: [], coverage: emptyCoverage, accounts: { rows: [], next: null }, imports: [],
  people: { rows: [], next: null }, consent: emptyConsent, 'identity/review': emptyReview, 'identity/threshold': emptyThresholds, 'identity/changes': { rows: [], next: null }, 'identity/limits': { limits: [], history: [], refused: 0 }, 'identity/rules': { rules: [] }, 'identity/refused': { rows: [], total: 0 },
  webhooks: [], 'listening/alerts': [], 'listening/mentions': { mentions: [], more: false }, 'listening/weeks': { weeks: [], fewestVoices: 5, cut: false }, 'listening/followed': [], 'listening/names': { own: [], rivals: [] },
  sources: { ...waysIn, ways: [], wanted: waysIn.wanted.slice(0, 2) }, 'sources/health': [],
  'event-sources': { sources: [], totals: [] }, 'received-events': [], quarantine: [],
  asks: [], buyers: { ...buyersAnswer, asked: 0, answered: 0 },
};

const heardWeeks = { weeks: ['2026-11-16', '2026-11-09', '2026-11-02'].flatMap((week, at) => [{ week, kind: 'own', id: 'Acme', name: 'Acme', counts: at === 0 ? null : { mentions: 9 + at, voices: 6, negative: 1 + at, positive: 2 } }, { week, kind: 'rival', id: 'Zalvendo', name: 'Zalvendo', counts: { mentions: 21 - at, voices: 14, negative: 2, positive: 3 } }]), fewestVoices: 5, cut: false };

type Answerer = (id: string, query: URLSearchParams) => unknown;
const ofWorkspace: ReadonlyArray<readonly [pattern: RegExp, question: Question, answer: Answerer]> = [
  [/^overview$/, 'overview', () => overview], [/^deals$/, 'deals', (_, query) => filteredDeals(query)], [/^deals\/([^/]+)\/asks$/, 'asks', (id) => asks.map((one) => ({ ...one, dealId: id }))], [/^deals\/([^/]+)\/notes$/, 'notes', (id) => [{ id: 'N-1', dealId: id, text: 'Purchasing wants the framework contract first.', by: 'Ann Lee', at: '2026-11-12T09:00:00.000Z' }]],
  [/^deals\/([^/]+)\/delay(?:\/.+)?$/, 'delay', (id) => delayOf(id)], [/^deals\/([^/]+)$/, 'deal', (id) => dealPage(id)], [/^forecast$/, 'forecast', () => forecast], [/^backtest$/, 'backtest', () => backtest], [/^leaks$/, 'leaks', () => leaks], [/^changes$/, 'changes', (_, query) => ({ ...changes, since: query.get('since') ?? changes.since })],
  [/^journey$/, 'journey', () => journey], [/^inquiries$/, 'inquiries', () => inquiries], [/^actions$/, 'actions', () => actionsAnswer], [/^experiments$/, 'experiments', () => experiments], [/^columns$/, 'columns', () => columns], [/^comparisons$/, 'comparisons', () => comparisonsAnswer], [/^coverage$/, 'coverage', () => coverage],
  [/^accounts$/, 'accounts', () => accountList], [/^accounts\/([^/]+)$/, 'account', (id) => accountPage(id)], [/^search$/, 'search', (_, query) => accounts.filter((one) => one.name.toLowerCase().includes((query.get('q') ?? '').toLowerCase())).map((one) => ({ kind: 'account', id: one.id, title: one.name, detail: one.country }))],
  [/^imports\/plan$/, 'plan', () => plan], [/^imports$/, 'imports', () => [importAnswer]], [/^imports\/([^/]+)$/, 'import', () => importAnswer], [/^filters$/, 'filters', () => [{ id: 'F-1', name: 'Quiet in Legal', screen: 'deals', query: '?stage=Legal&sign=no_activity' }]],
  [/^asks$/, 'asks', () => asks], [/^asks\/([^/]+)\/take-back$/, 'ask', () => asks[0]], [/^buyers$/, 'buyers', () => buyersAnswer], [/^unseen$/, 'unseen', () => unseenAnswer], [/^claims$/, 'claims', () => claimsAnswer],
  [/^people$/, 'people', (_, query) => ({ rows: peopleAnswer.rows.filter((row) => query.get('refusing') !== 'true' || row.refuses.length > 0), next: null })], [/^people\/link$/, 'person', () => ({ id: profile.id, records: profile.records.map((record) => record.key) })],
  [/^identity\/limits$/, 'identityLimits', () => identityLimits], [/^identity\/rules$/, 'identityRules', () => identityRules], [/^identity\/refused$/, 'refusedJoins', () => ({ rows: refusedJoins, total: 23 })], [/^identity\/(limits\/made|rules\/made|rules\/[^/]+\/take-back)$/, 'ruleOutlook', () => ruleOutlook],
  [/^identity\/changes$/, 'identityChanges', () => ({ rows: identityChanges, next: null })], [/^identity\/review$/, 'review', () => review], [/^identity\/threshold$/, 'thresholds', () => thresholds], [/^identity\/blocked$/, 'blockedValues', () => blocked], [/^identity\/threshold\/made$/, 'runPreview', () => runPreview], [/^identity\/runs\/([^/]+)\/preview$/, 'runPreview', () => runPreview], [/^identity\/explain$/, 'explanation', (_, query) => (query.get('a') === visitorExplanation.a ? visitorExplanation : explanation)], [/^identity\/companies\/explain$/, 'explanation', () => companyExplanation], [/^identity\/companies\/parent(\/take-back)?$/, 'parent', () => ({ child: 'account:crm:A-0', parent: null, reason: 'somebody said so' as const })], [/^identity\/companies\/parent\/suggested$/, 'parentSuggestions', () => ({ child: 'account:crm:A-1', rows: [{ id: 'account:crm:A-3', name: accounts[3]?.name ?? '', domain: 'northfield.example' }] })], [/^identity\/companies$/, 'person', () => ({ id: 'account:crm:A-0', records: ['account:crm:A-0', 'account:billing:DE-2044-1'] })], [/^identity\/changes\/([^/]+)\/undo$/, 'peopleNow', () => ({ people: [{ id: profile.id, records: [profile.id] }] })],
  [/^people\/([^/]+)\/links$/, 'ownLink', () => ownLink], [/^people\/([^/]+)\/recall$/, 'recall', () => recalled], [/^people\/([^/]+)\/consent$/, 'consent', () => ({ person: profile.id, records: [profile.id], purposes: profile.purposes, ledger: profile.ledger })], [/^people\/([^/]+)$/, 'profile', (id) => (id === refusedProfile.id ? refusedProfile : profile)],
  [/^consent$/, 'consentOverview', () => consentOverview], [/^corrections\/([^/]+)$/, 'correction', () => ({ ...correction, state: 'approved' })], [/^person-links\/([^/]+)\/take-back$/, 'pageToken', () => ({ ...profile.links[0], revokedAt: '2026-11-20T09:00:00.000Z' })],
  [/^event-sources$/, 'eventSources', () => eventSources], [/^event-sources\/made$/, 'madeSource', () => madeSource], [/^received-events$/, 'receivedEvents', (_, query) => receivedEvents.filter((row) => !query.get('fate') || row.fate === query.get('fate'))],
  [/^sources$/, 'waysIn', () => waysIn], [/^sources\/health$/, 'sourceHealth', () => sourceHealth], [/^sources\/kinds$/, 'sourceKinds', () => sourceKinds], [/^sources\/made$/, 'liveSource', () => liveSource], [/^sources\/[^/]+\/settings$/, 'changedSource', () => changedSource], [/^sources\/([^/]+)\/runs$/, 'sourceRuns', () => sourceRuns],
  [/^webhooks$/, 'webhooks', () => webhooks], [/^webhooks\/made$/, 'madeWebhook', () => madeWebhook], [/^webhooks\/([^/]+)\/test$/, 'delivery', () => delivery], [/^webhooks\/([^/]+)\/deliveries$/, 'deliveries', () => deliveries], [/^webhooks\/([^/]+)\/replay$/, 'replayed', () => ({ waiting: 3 })], [/^digest$/, 'digest', () => digests[0]],
  [/^listening\/alerts$/, 'alerts', () => [coverageAlert, { ...coverageAlert, id: 'L2', title: 'Acme pumps fail the test', handledAt: '2026-11-19T09:00:00.000Z', handledBy: 'ada@example.com' }]], [/^listening\/mentions$/, 'mentions', (_, query) => ({ mentions: query.get('kind') === 'rival' ? [] : [heard, { ...heard, id: 'n-2', title: null, text: 'Nordholm opens a plant with Acme pumps.', tone: { ...heard.tone, tone: 'neutral', words: [] } }], more: true })],
  [/^listening\/weeks$/, 'heardWeeks', () => heardWeeks], [/^listening\/followed$/, 'followed', () => [followed, { ...followed, name: 'brand', service: 'mastodon', what: 'acme', state: 'failing', failures: 4, lastOutcome: 'The server did not answer within 15 s.' }]], [/^listening\/followed\/([^/]+)\/poll$/, 'polled', () => followed], [/^listening\/followed\/([^/]+)\/unfollow$/, 'followed', () => []], [/^listening\/names(?:\/drop)?$/, 'listenedNames', () => ({ ...listened, rivals: [{ ...listened.own[0], name: 'Zalvendo', domains: ['zalvendo.example'], handles: [], context: [], otherNames: [] }] })],
  [/^quarantine$/, 'quarantine', (_, query) => waitingEvents.filter((row) => !query.get('code') || row.code === query.get('code'))], [/^quarantine\/replay$/, 'replay', () => replayed],
  [/^settings$/, 'settings', () => settings], [/^sql$/, 'sql', () => ({ columns: [{ name: 'stage', type: 'String' }, { name: 'deals', type: 'UInt64' }], rows: [['Legal', 41], ['Proposal', 96]], truncated: false, elapsedMs: 12 })],
];
const ofHouse: ReadonlyArray<readonly [pattern: RegExp, question: Question, answer: () => unknown]> = [
  [/^me$/, 'me', () => me], [/^workspaces$/, 'workspaces', () => [{ name: 'demo', demo: true, company: 'Demo company', imports: 4, deals: 4812 }, { name: 'main', demo: false, company: 'Example AG', imports: 0, deals: 0 }]],
  [/^keys$/, 'keys', () => keys], [/^keys\/made$/, 'madeKey', () => madeKey], [/^keys\/([^/]+)\/revoke$/, 'key', () => keys[2]], [/^mail$/, 'mail', () => mail], [/^digests$/, 'digests', () => digests], [/^me\/digests$/, 'digests', () => digests.slice(0, 1)],
  [/^definitions$/, 'definitions', () => definitions], [/^users$/, 'users', () => [me]], [/^jobs$/, 'jobs', () => []], [/^audit$/, 'audit', () => [{ id: '1', at: '2026-11-20T08:00:00.000Z', by: 'ada@example.com', what: 'signed in', subject: null }]],
];

/** One deal without inputs, one that fear holds, the others with a number. */
const delayOf = (id: string): unknown => ({ ...(id === 'D-1001' ? unknownDelay : id === 'D-1002' ? fearedDelay : delayAnswer), dealId: id });

function filteredDeals(query: URLSearchParams): unknown {
  const [ids, stage, sign, search] = [query.get('ids')?.split(','), query.get('stage'), query.get('sign'), query.get('search')?.toLowerCase()];
  return deals.filter((deal) => (!ids || ids.includes(deal.id)) && (!stage || deal.stage === stage) && (!sign || (deal.signs as string[]).includes(sign)) && (!search || `${deal.account} ${deal.name}`.toLowerCase().includes(search)));
}

/** The answer of one API path, checked against its schema; undefined where the path is unknown. POST answers are those of the reads. */
export function mockAnswer(path: string, query: URLSearchParams): unknown {
  const house = ofHouse.find(([pattern]) => pattern.test(path));
  if (house) return checked(house[1], house[2]());
  const [, workspace = '', rest = ''] = /^w\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const found = ofWorkspace.find(([pattern]) => pattern.test(rest));
  if (!found) return undefined;
  const id = decodeURIComponent(found[0].exec(rest)?.[1] ?? '');
  return checked(found[1], workspace === 'main' && rest in forEmpty ? forEmpty[rest] : found[2](id, query));
}

function checked(question: Question, body: unknown): unknown {
  checkAnswer(question, body);
  return body;
}

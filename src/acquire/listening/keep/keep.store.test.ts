import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS, WEEK_MS, workspaceSettingsSchema, type MappedRow, type TakenFeed } from '../../../model/index.ts';
import { FactsEraser, Store, drainOutbox, incomingLines, incomingTable, promoteBatch, putInOutbox, type WorkspaceStore } from '../../../store/index.ts';
import { withEngines } from '../../../store/engines/testing.ts';
import { entriesFor, keepOut, keyOf } from '../../recall/kept-out.ts';
import { watchList } from '../match/watch-list.ts';
import { heardMentions, heardWeeks } from './heard.ts';
import { handleAlert, withHandled } from './handle-alert.ts';
import { coverageAlerts } from './show-alerts.ts';
import { takeFeed } from './take-feed.ts';
import { mondayOf } from './voices.ts';
import { timelineMentions } from './timeline-mentions.ts';
import { watchedInWorkspace } from './watched-in-workspace.ts';

const engines = withEngines({}, process.env);
let store: Store;
let workspace: WorkspaceStore;
const now = Date.parse('2026-11-26T12:00:00.000Z');
const settings = workspaceSettingsSchema.parse({ company: 'Quandel Robotik GmbH', listening: { own: [{ name: 'Quandel', domains: ['quandel.example'] }], rivals: [{ name: 'Zalvendo' }] } });

beforeAll(async () => {
  store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  workspace = await store.createWorkspace('listening', false);
  const accounts: MappedRow[] = [['A-1', 'Nordholm Energie AG', 'nordholm.example'], ['A-2', 'Target Corp', null]].map(([recordId, name, domain], line) => ({ recordId: recordId ?? '', line, fields: { name: name ?? null, domain: domain ?? null }, attributes: {} }));
  const batch = { id: 1, knownAt: now - WEEK_MS };
  await workspace.facts.insert(incomingTable('account'), incomingLines('account', 'crm', batch)(accounts));
  await promoteBatch(workspace.facts, 'account', batch);
  await workspace.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: 1, import_id: 'x', fact: 'commit', known_at: batch.knownAt, recorded_at: batch.knownAt }]));
  await drainOutbox(workspace.state, workspace.facts);
}, 60_000);
afterAll(() => store.jobs.stop());

interface Item { readonly id: string; readonly title: string; readonly text?: string; readonly at?: string; readonly author?: string; readonly link?: string }
const feedOf = (...items: Item[]): Buffer => Buffer.from(`<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><language>en</language>${items.map(({ id, title, text = '', at = '2026-11-25T08:00:00Z', author, link }) =>
  `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><description>${text}</description><pubDate>${at}</pubDate>${author ? `<dc:creator>${author}</dc:creator>` : ''}<link>${link ?? `https://news.example/${id}`}</link></item>`).join('')}</channel></rss>`);
const list = async () => watchList(await watchedInWorkspace(workspace.facts, settings));
const take = async (at: number, source: string, ...items: Item[]): Promise<TakenFeed> => takeFeed({ store: workspace, list: await list(), now: at }, feedOf(...items), { source });
const counts = ({ kept, known, aboutNobody, leftOut, alerts }: TakenFeed) => ({ kept, known, aboutNobody, leftOut, alerts: alerts.length });

const recall: Item = { id: 'n1', title: 'Quandel recalls 4000 robots', text: 'The recall follows an accident at Nordholm Energie.', author: 'Jo Doe' };
const rival: Item = { id: 'n2', title: 'Zalvendo fined for fraud' };
const nobody: Item = { id: 'n3', title: 'Nothing of interest' };

test('what is about somebody is kept once; a changed text is another version; an alert is raised once', async () => {
  const first = await take(now, 'news', recall, rival, nobody);
  expect(counts(first)).toEqual({ kept: 2, known: 0, aboutNobody: 1, leftOut: 0, alerts: 1 });
  expect(first.alerts[0]).toMatchObject({ brand: 'Quandel', source: 'news', title: recall.title, url: 'https://news.example/n1', reason: 'The title names "Quandel".', tone: { tone: 'negative', words: [{ word: 'recalls' }] } });
  expect(counts(await take(now + 1000, 'news', recall, rival, nobody))).toEqual({ kept: 0, known: 2, aboutNobody: 1, leftOut: 0, alerts: 0 });
  expect(counts(await take(now + 2000, 'news', { ...recall, title: 'Quandel recalls 5000 robots' }))).toEqual({ kept: 1, known: 0, aboutNobody: 0, leftOut: 0, alerts: 0 });
  const { mentions } = await heardMentions(workspace.facts, await list(), {});
  expect(mentions.map(({ id, title, about }) => [id, title, about.map((one) => one.id)])).toEqual([['n1', 'Quandel recalls 5000 robots', ['Quandel', 'A-1']], ['n2', rival.title, ['Zalvendo']]]);
  expect((await heardMentions(workspace.facts, await list(), { kind: 'account', id: 'A-1' })).mentions.map(({ id }) => id)).toEqual(['n1']);
  expect(await timelineMentions(workspace.facts, list, 'A-1', now + 2500)).toMatchObject([{ kind: 'mention', at: '2026-11-25T08:00:00.000Z', title: 'Quandel recalls 5000 robots', detail: 'negative; The text names "Nordholm Energie". https://news.example/n1', by: 'news' }]);
  expect(await timelineMentions(workspace.facts, list, 'A-1', now)).toMatchObject([{ title: recall.title }]);
  expect(await timelineMentions(workspace.facts, list, 'A-1', now - 1)).toEqual([]);
  const alerts = await coverageAlerts(workspace.facts, 10);
  expect(alerts).toHaveLength(1);
  expect(Date.parse(alerts[0]?.raisedAt ?? '') - now).toBeLessThan(60_000);
});

test('authors are not kept; a crash between alert and mention repeats nothing', async () => {
  const table = async (name: string): Promise<string> => {
    const rows: unknown[] = [];
    for await (const block of workspace.facts.stream(`SELECT * FROM ${name}`, {})) rows.push(...block);
    return JSON.stringify(rows);
  };
  expect(await table('mentions')).not.toContain('Jo Doe');
  await workspace.facts.command("ALTER TABLE mentions DELETE WHERE mention_id = 'n1' SETTINGS mutations_sync = 2");
  expect(counts(await take(now + 3000, 'news', recall))).toEqual({ kept: 1, known: 0, aboutNobody: 0, leftOut: 0, alerts: 0 });
});

test('old coverage, good coverage and what stands at one\'s own address raise nothing', async () => {
  const taken = await take(now, 'quiet',
    { id: 'q1', title: 'Quandel recalls robots', at: new Date(now - 8 * DAY_MS).toISOString() }, { id: 'q2', title: 'Quandel wins an award' },
    { id: 'q3', title: 'Quandel recalls robots', link: 'https://www.quandel.example/press' }, { id: 'q4', title: 'Zalvendo was fined for fraud', text: 'Quandel exhibits next door.' });
  expect(counts(taken)).toEqual({ kept: 4, known: 0, aboutNobody: 0, leftOut: 0, alerts: 0 });
});

test('counts of a week are shown where enough voices spoke, and voices are told apart by nothing that stays', async () => {
  const item = (n: number, author: string): Item => ({ id: `w${n}`, title: 'Zalvendo is slow', author, at: '2026-11-10T08:00:00Z' });
  await take(now, 'forum', ...Array.from({ length: 9 }, (_, n) => item(n, `voice ${n % 4}`)));
  const weeks = async () => (await heardWeeks(workspace.facts, await list(), await watchedInWorkspace(workspace.facts, settings), { weeks: 4, now })).weeks.find(({ week, id }) => week === '2026-11-09' && id === 'Zalvendo');
  expect((await weeks())?.counts).toBeNull();
  await take(now, 'forum', item(20, 'voice 20'));
  expect((await weeks())?.counts).toEqual({ mentions: 10, voices: 5, negative: 10, positive: 0 });
  const salts = async () => (await workspace.state.selectFrom('listening_salts').select('week').execute()).map(({ week }) => week);
  expect(await salts()).toEqual([mondayOf(now)]);
  await take(now + 3 * WEEK_MS, 'forum', item(30, 'voice 1'));
  expect(await salts()).toEqual([mondayOf(now + 3 * WEEK_MS)]);
});

test('weeks begin on Mondays', () => {
  expect(['2026-11-23T00:00:00Z', '2026-11-29T23:59:59Z', '1970-01-01T00:00:00Z'].map((text) => mondayOf(Date.parse(text)))).toEqual(['2026-11-23', '2026-11-23', '1969-12-29']);
});

test('who is forgotten is in no mention, and comes back by none', async () => {
  await take(now, 'names', { id: 'p1', title: 'Zalvendo hires', text: 'Xqvbzkw Jhytrfpdmq joins.' }, { id: 'p2', title: 'Zalvendo hires more' });
  const eraser = await FactsEraser.open(workspace.facts, { records: [], sources: ['forum'], pattern: '(?i)(^|[^\\p{L}\\p{N}._%+-])(Xqvbzkw\\s+Jhytrfpdmq)($|[^\\p{L}\\p{N}._%+-])' });
  const erased = await eraser.eraseRecords();
  await eraser.close();
  expect(erased.find(({ what }) => what === 'public mentions')?.rows).toBe(12);
  const { mentions } = await heardMentions(workspace.facts, await list(), { limit: 500 });
  expect(mentions.filter(({ source }) => source === 'names').map(({ id }) => id)).toEqual(['p2']);
  expect(mentions.filter(({ source }) => source === 'forum')).toEqual([]);
  await workspace.state.transaction().execute(async (transaction) => {
    const id = randomUUID();
    await transaction.insertInto('recalls').values({ id, at: new Date(now), by_user: null, records: 1, targets: null, finished_at: new Date(now) }).execute();
    await keepOut(transaction, id, entriesFor(await keyOf(transaction), [], { emails: [], names: ['Xqvbzkw Jhytrfpdmq'], phones: [], ids: [], left: [] }));
  });
  expect(counts(await take(now, 'names', { id: 'p1', title: 'Zalvendo hires', text: 'Xqvbzkw Jhytrfpdmq joins.' }))).toEqual({ kept: 0, known: 0, aboutNobody: 0, leftOut: 1, alerts: 0 });
});

test('an alert that somebody dealt with says who and when, once, and can be opened again', async () => {
  const handled = async () => (await withHandled(workspace.state, await coverageAlerts(workspace.facts, 10))).map(({ handledBy, handledAt }) => [handledBy, handledAt]);
  const [alert] = await coverageAlerts(workspace.facts, 1);
  await handleAlert(workspace, alert?.id ?? '', true, { by: 'ann@example.com', now });
  await handleAlert(workspace, alert?.id ?? '', true, { by: 'leon@example.com', now: now + 1 });
  expect((await handled())[0]).toEqual(['ann@example.com', new Date(now).toISOString()]);
  await handleAlert(workspace, alert?.id ?? '', false, { by: 'ann@example.com', now });
  expect((await handled())[0]).toEqual([null, null]);
  await expect(handleAlert(workspace, 'nothing', true, { by: null, now })).rejects.toMatchObject({ code: 'not_found' });
});

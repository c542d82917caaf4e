import type { CoverageAnswer, Kind, WantedSource } from '../../model/index.ts';
import type { ReportGuide } from './coverage-of.ts';

/** What is held, as far as planning needs it: by kind from the coverage, the rest as counts. */
export interface HeldSources {
  readonly tables: ReadonlyArray<Pick<CoverageAnswer['tables'][number], 'kind' | 'rows' | 'ageDays' | 'complete'>>;
  readonly events: number;
  readonly mentions: number;
  /** Ways in that exist here, by name: kinds of live sources, `files`, `events`, `feeds`. Others are not named. */
  readonly ways: ReadonlySet<string>;
}

interface Wish {
  readonly id: string;
  readonly title: string;
  readonly of: Kind | 'events' | 'mentions';
  readonly blocked: readonly string[];
  readonly weak: readonly string[];
  /** Fewest rows that carry what rests on it, from the number of deals. */
  readonly enough: (deals: number) => number;
  readonly ways: readonly string[];
  readonly how: Readonly<Record<string, string>>;
}

/** Older than this, what rests on a source is a picture of the past. Days. */
export const oldAfterDays = 45;
/** Fewer filled cells than this, over the fields the source has at all, and comparisons rest on the rows that happen to be filled. */
export const thinBelow = 0.4;

const crms = ['salesforce', 'hubspot', 'singer', 'airbyte', 'postgres', 'mysql', 'sftp', 'files'];
const books = ['postgres', 'mysql', 'singer', 'airbyte', 'sftp', 'webhook', 'files'];
const some = (): number => 1;

/** In the order of what more of the work rests on. Every name is that of a screen or figure that exists. */
const wishes: readonly Wish[] = [
  { id: 'deals', title: 'Deals, open and closed', of: 'deal', blocked: ['Overview', 'Deals', 'Leaks', 'Chance to win', 'Forecast', 'Actions'], weak: [], enough: () => 100, ways: crms, how: {} },
  { id: 'stage-history', title: 'Stage history', of: 'stage_change', blocked: ['Journey map', 'Waits and leaks by stage'], weak: ['Chance to win', 'Forecast record: rebuilt instead of recorded'], enough: (deals) => deals, ways: crms, how: {} },
  { id: 'activities', title: 'Activities: calls, meetings, mail', of: 'activity', blocked: ['Silence as a sign', 'Response time to inquiries'], weak: ['Chance to win', 'Actions'], enough: (deals) => deals, ways: [...crms, 'imap', 'ics', 'caldav', 'webhook'], how: { 'Mail and calendar': 'A mail box or calendar whose owner agrees: times and people, never texts.' } },
  { id: 'inquiries', title: 'Inquiries', of: 'lead', blocked: ['Inquiries: conversion by source', 'Worth of an inquiry'], weak: ['Unseen share'], enough: some, ways: crms, how: {} },
  { id: 'costs', title: 'Costs by deal or account', of: 'cost', blocked: ['Margin instead of revenue'], weak: ['Experiments: effects on margin'], enough: some, ways: books, how: { 'Accounting or time sheets': 'A list with account or deal, date, amount, currency and what it was for. Export as CSV.' } },
  { id: 'invoices', title: 'Invoices', of: 'invoice', blocked: ['Invoiced on accounts'], weak: ['Experiments: effects on revenue', 'Margin'], enough: some, ways: books, how: { 'Accounting or billing': 'Invoices of all years with number, account, deal where known, date, amount, currency, product. Export as CSV.' } },
  { id: 'answers', title: 'Buyers’ own answers', of: 'answer', blocked: ['Buyers: what decided it', 'Unseen share', 'Claims'], weak: [], enough: () => 30, ways: ['webhook', 'files'], how: { Hindcast: 'Ask one question after a decision: on a deal, "Ask the buyer".', 'A survey that you ran': 'Answers with date, account or deal, and the words. Export as CSV.' } },
  { id: 'accounts', title: 'Accounts', of: 'account', blocked: ['Accounts by industry and size'], weak: ['Listening: whom a mention is about', 'Accounts are joined by name alone'], enough: some, ways: crms, how: { 'Any CRM': 'All accounts or companies with id, name, domain, industry, country, size, created date. Export as CSV.' } },
  { id: 'contacts', title: 'Contacts', of: 'contact', blocked: ['People', 'Asking buyers by name'], weak: ['Consent: nobody to whom a word belongs'], enough: some, ways: [...crms, 'webhook'], how: { 'Any CRM': 'All contacts with id, name, e-mail, account id, job title, created date. Export as CSV.' } },
  { id: 'web', title: 'Events of your site and product', of: 'events', blocked: ['Events', 'Consent in the browser'], weak: [], enough: some, ways: ['events', 'mqtt', 'otlp', 'webhook'], how: { 'Your site': 'Make an event source below and paste its line.', 'Your servers': 'Segment’s SDK with an event source’s key.' } },
  { id: 'coverage', title: 'Public coverage', of: 'mentions', blocked: ['Alerts on negative coverage', 'News on an account’s timeline'], weak: [], enough: some, ways: ['feeds'], how: { Listening: 'Follow a trade journal’s feed, or a search for your brand and your rivals.' } },
];

const guideOf: Partial<Record<Wish['of'], keyof ReportGuide>> = { deal: 'deals', stage_change: 'history', activity: 'activities', lead: 'leads' };

/**
 * What one more source would be good for, best first: missing ones before thin ones, among those what more rests on. A source that is
 * held and sound opens nothing more and comes last.
 */
export function wantedSources(held: HeldSources, guides: Readonly<Record<string, ReportGuide>> = {}): WantedSource[] {
  const deals = rowsOf(held, 'deal');
  return wishes.map((wish) => wantedOf(wish, held, deals, guides)).sort((a, b) => worthOf(b) - worthOf(a));
}

const stateWeight = { missing: 100, thin: 10, held: 0 } as const;
const worthOf = ({ state, blocked, weak }: WantedSource): number => stateWeight[state] * (2 * blocked.length + weak.length);

function wantedOf(wish: Wish, held: HeldSources, deals: number, guides: Readonly<Record<string, ReportGuide>>): WantedSource {
  const rows = rowsOf(held, wish.of);
  const faults = rows === 0 ? [] : faultsOf(wish, rows, tablesOf(held, wish.of), deals);
  const state = rows === 0 ? 'missing' : faults.length > 0 ? 'thin' : 'held';
  const rests = [...wish.blocked, ...wish.weak];
  return {
    id: wish.id, title: wish.title, state, holds: rows === 0 ? 'nothing' : [`${rows.toLocaleString('en-US')} rows`, ...faults].join('; '),
    blocked: state === 'missing' ? [...wish.blocked] : [], weak: state === 'held' ? [] : state === 'missing' ? [...wish.weak] : rests,
    how: howOf(wish, guides), ways: wish.ways.filter((way) => held.ways.has(way)),
  };
}

function faultsOf(wish: Wish, rows: number, tables: HeldSources['tables'], deals: number): string[] {
  const enough = wish.enough(deals);
  const ages = tables.flatMap(({ ageDays }) => (ageDays === null ? [] : [ageDays]));
  const youngest = ages.length === 0 ? null : Math.min(...ages);
  const filled = tables.reduce((sum, { complete, rows: counted }) => sum + complete * counted, 0) / Math.max(1, rows);
  return [
    ...(rows < enough ? [`fewer than the ${enough.toLocaleString('en-US')} that carry what rests on them`] : []),
    ...(youngest !== null && youngest > oldAfterDays ? [`the last is ${youngest} days old`] : []),
    ...(tables.length > 0 && filled < thinBelow ? [`${Math.round(filled * 100)} % of the fields are filled`] : []),
  ];
}

const tablesOf = (held: HeldSources, of: Wish['of']): HeldSources['tables'] => held.tables.filter(({ kind }) => kind === of);

const rowsOf = (held: HeldSources, of: Wish['of']): number =>
  (of === 'events' ? held.events : of === 'mentions' ? held.mentions : tablesOf(held, of).reduce((sum, { rows }) => sum + rows, 0));

function howOf(wish: Wish, guides: Readonly<Record<string, ReportGuide>>): Record<string, string> {
  const field = guideOf[wish.of];
  return { ...(field === undefined ? {} : Object.fromEntries(Object.values(guides).map((guide) => [guide.crm, guide[field]]))), ...wish.how };
}

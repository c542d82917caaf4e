import { countWords, dateWords, sensitiveCategories, type Correction, type OwnPage, type PersonFact, type PersonPurpose } from '../../model/index.ts';
import { html, type Html } from '../html.ts';
import { dialPart, type DialShown } from './dial-part.ts';
import { placeOf } from './place-of.ts';
import { cut, longestPageBytes, rooms, type Room } from './room.ts';
import type { Page } from '../page-shell.ts';
import { buttonOf, explanationOf, heldOffBy, refusedByBrowser, titleOf } from './purpose-words.ts';

export interface Shown {
  readonly page: OwnPage;
  readonly address: string;
  readonly expiresAt: string;
  /** ISO date of the reader's visit, for dates without their year. */
  readonly today: string;
  /** What was just done, said at the top. */
  readonly notice: 'said' | 'asked' | null;
  readonly gpc: boolean;
  readonly contact: DialShown;
}

const unnamed = 'the company that sent you this link';
export const companyOf = ({ company }: Pick<OwnPage, 'company'>): string => company ?? unnamed;

/** Everything held about a person, for that person: facts, conclusions, uses with their switches, who looked, and the ways out. */
export function mePage(shown: Shown): Page {
  const { page } = shown;
  const bodies = rooms.values().map((room) => bodyOf(shown, room));
  const body = bodies.find(({ text }) => Buffer.byteLength(text) <= longestPageBytes) ?? bodyOf(shown, rooms[rooms.length - 1] as Room);
  return { title: `What ${companyOf(page)} holds about you`, ...(page.company ? { from: page.company } : {}), body };
}

function bodyOf(shown: Shown, room: Room): Html {
  const { page, address, expiresAt, today, gpc } = shown;
  const company = companyOf(page);
  return html`${noticeOf(shown)}
<h1>What ${company} holds about you</h1>
<p class="lead">It is about you, so you decide. You can see it, have it corrected, choose what it is used for, take it along, or shut it down.</p>
<p class="muted small">Whoever has this link can open this page, until ${dateWords(expiresAt, today)}. Opening it changes nothing.</p>
${gpc ? gpcOf(page) : null}
<h2>What is held</h2>
${heldOf(shown, room)}
<h2>What was concluded</h2>
${concludedOf(page, room)}
<h2 id="uses">What it may be used for</h2>
${page.purposes.map((one) => purposeOf(one, page.purposes, shown))}
${dialPart(shown.contact, address)}
${loansOf(page, today, room)}${keptOf(page, today, room)}
<h2>Who looked</h2>
${readsOf(page, today, room)}
<p class="muted small">This lists who opened your profile. That your name stood in a list, or on a page about your company, is not written down.</p>
${wishesOf(page, today, room)}
<h2>Take it along, or shut it down</h2>
<p>The file holds everything that this page is made of, for people and machines (JSON).</p>
<div class="buttons"><a class="button" href="${address}/data.json">Take my data along</a> <a class="button danger" href="${address}/shut-down">Shut it all down</a></div>`;
}

function noticeOf({ notice, gpc }: Shown): Html | null {
  if (notice === 'said') return html`<p class="notice" role="status">Thank you. What you chose is in force now.${gpc ? ' What your browser asks for was written down as well.' : null}</p>`;
  return notice === 'asked' ? html`<p class="notice" role="status">Thank you. Somebody there will look at your correction; the answer will stand on this page.</p>` : null;
}

/** Reading changes nothing; what the browser asks for shows at once, and is written down with the first form that is sent. */
function gpcOf(page: OwnPage): Html {
  const on = page.purposes.filter(({ purpose, allowed }) => refusedByBrowser.includes(purpose) && allowed).map(({ purpose }) => `“${titleOf(purpose)}”`);
  const now = on.length === 0 ? 'Both are off.' : `${on.join(' and ')} ${on.length === 1 ? 'was' : 'were'} allowed before; you can turn ${on.length === 1 ? 'it' : 'them'} off below.`;
  return html`<p class="notice">Your browser asks not to be sold, shared or targeted (Global Privacy Control). ${now} Press any button on this page, and the browser’s wish is written down as your objection to what you have not chosen here yourself.</p>`;
}

function heldOf({ page, address, today }: Shown, room: Room): Html {
  if (!page.readable.allowed) return html`<p>You refused to have it kept, so nothing of it is read any more, not even here. The records stay in the files of the system until you shut it down; allow keeping to see them again.</p>${recordsOf(page, today, room)}`;
  const facts = page.facts.slice(0, room.facts);
  const records = page.records.slice(0, room.list);
  return html`${records.map((record) => html`<h3>${kindWords[record.kind]} from ${sourceWords(record.source, room)}</h3>
<p class="muted small">Known since ${dateWords(record.knownSince, today)}</p>
<dl>${facts.filter((fact) => fact.record === record.key).map((fact) => factOf(fact, record, { address, today, room }))}</dl>`)}
${restOf(page.facts.length - facts.length, 'more value')}${restOf(page.records.length - records.length, 'more record')}
${page.heldBack > 0 ? html`<p class="muted">${countWords(page.heldBack, 'column')} about purchases of your company ${page.heldBack === 1 ? 'is' : 'are'} not on this page.</p>` : null}
${touchesOf(page, today, room)}${askedOf(page, today, room)}`;
}

/** Files without a system of their own are the source "files". */
const sourceWords = (source: string, room: Room): string => (source === 'files' ? 'imported files' : `“${cut(source, room)}”`);

const kindWords = { contact: 'A contact', lead: 'An inquiry' } as const;

const restOf = (rest: number, noun: string): Html | null => (rest <= 0 ? null : html`<p class="muted small">${countWords(rest, noun)} would make this page too long; the file that you can take along has them.</p>`);

const recordsOf = (page: OwnPage, today: string, room: Room): Html => html`<ul>${page.records.slice(0, room.list).map((record) => html`<li>${kindWords[record.kind]} from ${sourceWords(record.source, room)}, known since ${dateWords(record.knownSince, today)}${record.deletedAt ? `, deleted there on ${dateWords(record.deletedAt, today)}` : ''}</li>`)}</ul>`;

interface Place { readonly address: string; readonly today: string; readonly room: Room }

/** A value with its age where that is not the record's. */
function factOf(fact: PersonFact, record: OwnPage['records'][number], { address, today, room }: Place): Html {
  const means = cut(fact.means, room);
  const age = [...(fact.knownAt === record.knownSince ? [] : [`since ${dateWords(fact.knownAt, today)}`]), ...(fact.correctedAt ? [`corrected as you asked on ${dateWords(fact.correctedAt, today)}`] : [])].join(', ');
  return html`<dt>${means}</dt><dd>${cut(fact.value, room)}${age === '' ? null : html` <span class="muted small">${age}</span>`}${fact.correctable ? html` <a class="small" href="${address}/correct?at=${placeOf(fact)}" aria-label="Correct: ${means}">Correct</a>` : null}</dd>`;
}

function touchesOf({ touches }: OwnPage, today: string, room: Room): Html | null {
  if (touches.count === 0 || touches.lastAt === null) return null;
  const kinds = touches.byType.slice(0, 6).map(({ type, count }) => `${cut(type, room)} ${count}`).join(', ');
  return html`<h3>Contact with you</h3><p>${countWords(touches.count, 'time')}, last on ${dateWords(touches.lastAt, today)} (${kinds}). What was written about it belongs to purchases of your company and is not on this page.</p>`;
}

function askedOf({ asked }: OwnPage, today: string, room: Room): Html | null {
  return asked.length === 0 ? null : html`<h3>What you were asked</h3><ul>${asked.slice(0, room.list).map((one) => html`<li>“${one.question}”${one.askedAt ? html`, asked on ${dateWords(one.askedAt, today)}` : null}: ${answerOf(one, room)}</li>`)}</ul>`;
}

function answerOf(one: OwnPage['asked'][number], room: Room): Html {
  if (one.aboutPurchase) return html`what you said belongs to a purchase of your company and is not shown here`;
  return html`${cut(one.said ?? 'no answer', room)}${one.text ? html` – “${cut(one.text, room)}”` : null}`;
}

function concludedOf({ inferences }: OwnPage, room: Room): Html {
  const never = Object.values(sensitiveCategories).join(', ');
  return html`${inferences.length === 0 ? html`<p>Nothing.</p>` : inferences.map((one) => html`<div class="card"><h3>${one.attribute}</h3>
<p>${cut(one.value ?? 'What was concluded is about a purchase of your company and is not shown here.', room)}</p>
<p class="muted small">How: ${one.rule} From: ${one.from.join(', ')}. Used for: ${one.use}</p></div>`)}
<p class="muted small">Never concluded, and never used in a forecast: ${never}.</p>`;
}

function purposeOf(one: PersonPurpose, all: readonly PersonPurpose[], { address, today }: Shown): Html {
  const blocked = heldOffBy(one.purpose, all);
  const choice = one.allowed ? 'no' : 'yes';
  return html`<div class="card"><h3>${titleOf(one.purpose)} <span class="state ${one.allowed ? 'on' : 'off'}">${one.allowed ? 'on' : 'off'}</span></h3>
${explanationOf(one.purpose).map((sentence) => html`<p class="small">${sentence}</p>`)}
<p class="muted small">${blocked ? `Off while “${titleOf(blocked)}” is off.` : standingWords(one, today)}</p>
${blocked ? null : html`<form method="post" action="${address}/purpose"><input type="hidden" name="purpose" value="${one.purpose}"><button type="submit" name="choice" value="${choice}">${buttonOf(one.purpose, choice)}</button></form>`}</div>`;
}

function standingWords({ allowed, why }: PersonPurpose, today: string): string {
  const [, said, day] = /(\w+) on (\d{4}-\d{2}-\d{2})/.exec(why) ?? [];
  if (said === undefined || day === undefined) return allowed ? 'On without your word: the company names its legitimate interest. You can object.' : 'Off: it needs your yes.';
  if (allowed) return `You allowed it on ${dateWords(day, today)}.`;
  return `Off since ${dateWords(day, today)}: ${said === 'withdrawn' ? 'you took your yes back' : 'you objected'}.`;
}

const loansOf = ({ loans }: OwnPage, today: string, room: Room): Html | null => (loans.length === 0 ? null : html`<h2>Who lent your data</h2>
<ul>${loans.slice(0, room.list).map((loan) => html`<li>${cut(loan.lender, room)}, for: ${loan.purposes.map((purpose) => `“${titleOf(purpose)}”`).join(', ')}${loan.until ? html`; until ${dateWords(loan.until, today)}` : null}</li>`)}</ul>`);

const keptOf = ({ retention }: OwnPage, today: string, room: Room): Html | null => (retention.length === 0 ? null : html`<h2>How long it is kept</h2>
<ul>${retention.slice(0, room.list).map((one) => html`<li>From ${sourceWords(one.source, room)}: ${one.until ? html`until ${dateWords(one.until, today)}` : 'no end is set'} (${cut(one.rule, room)})</li>`)}</ul>`);

const readsOf = ({ reads }: OwnPage, today: string, room: Room): Html => (reads.length === 0 ? html`<p>Nobody opened your profile yet.</p>` : html`<ul>${reads.slice(0, room.list).map((read) =>
  html`<li>${dateWords(read.day, today)}: ${cut(read.by, room)}, ${read.what}${read.times > 1 ? html` (${countWords(read.times, 'time')})` : null}</li>`)}</ul>${restOf(reads.length - room.list, 'older read')}`);

const stateWords: Readonly<Record<Correction['state'], string>> = { open: 'waits for an answer', approved: 'done', declined: 'declined' };

function wishesOf({ corrections, ledger }: OwnPage, today: string, room: Room): Html | null {
  if (corrections.length === 0 && ledger.length === 0) return null;
  return html`<h2>What you asked for and said</h2><ul>
${corrections.slice(0, room.list).map((one) => html`<li>${dateWords(one.askedAt, today)}: ${cut(one.means, room)} to be ${one.to === null ? 'removed' : html`“${cut(one.to, room)}”`}: ${stateWords[one.state]}${one.reason ? html`. “${cut(one.reason, room)}”` : null}</li>`)}
${wordsOf(ledger).slice(0, room.list).map((entry) => html`<li>${dateWords(entry.at, today)}: “${titleOf(entry.purpose)}” ${saidWords[entry.statement]} (${cut(entry.source, room)})</li>`)}</ul>`;
}

/** One word was written down for each record; it is shown once, the newest first. */
const wordsOf = (ledger: OwnPage['ledger']): OwnPage['ledger'] => [...new Map(ledger.map((entry) => [`${entry.at} ${entry.purpose} ${entry.statement} ${entry.source}`, entry])).values()].reverse();

const saidWords = { grant: 'allowed', object: 'objected to', withdraw: 'taken back' } as const;

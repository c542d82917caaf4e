import { choiceKey, keep, keptChoice } from '../kept.ts';
import type { Categories, ConsentProof } from '../public-types.ts';
import { drawDialog, type DrawnDialog } from './draw-dialog.ts';
import { english, hashOf, shippedVersion, shippedWords, type Words } from './words.ts';

const opener = '[data-hindcast-consent]';
const laterKey = 'hindcast-consent-later';
/** Refused by Global Privacy Control: see `src/acquire/consent-signals`. */
const refusedByGpc = ['personalisation', 'sharing'];
const monthMs = 30.44 * 86_400_000;
const defaultMonths = 6;

/** The dialog of one page. What it promises to visitors stands in README.md. */
function start(script: HTMLScriptElement): void {
  const { purposes: listed = 'analytics', language: wanted, company = '', policy = '', months, words: wordsId, wording = shippedVersion } = script.dataset;
  const purposes = listed.split(/[\s,]+/).filter((name) => name !== '' && name !== 'necessary');
  const language = languageOf(wanted);
  const words = wordsOf(language, wordsId);
  const isGpc = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  const closed = isGpc ? purposes.filter((purpose) => refusedByGpc.includes(purpose)) : [];
  const host = document.createElement('hindcast-consent');

  const answerWith = (drawn: () => DrawnDialog) => (allowed: (purpose: string) => boolean): void => {
    const categories: Categories = Object.fromEntries([['necessary', true], ...purposes.map((purpose) => [purpose, allowed(purpose)])]);
    const proof: ConsentProof = { wordingVersion: wording, shown: hashOf(drawn().text), language };
    // The tracker is told first: the other tabs learn of it by what is kept, and must not be ahead of the proof.
    tell(categories, proof);
    keep(choiceKey, JSON.stringify({ categories, wordingVersion: wording, until: Date.now() + (Number(months) || defaultMonths) * monthMs }));
    drawn().element.close();
  };

  const open = (atChoices: boolean): void => {
    if (host.shadowRoot?.querySelector('dialog[open]')) return;
    if (!host.isConnected) document.body.append(host);
    const said = keptChoice(Date.now())?.categories ?? {};
    const drawn: DrawnDialog = drawDialog(host, { words, language, company, policy, purposes, closed, said }, answerWith(() => drawn), atChoices);
    // Closing without an answer is no answer: what was stays, and this tab is not asked again.
    drawn.element.addEventListener('close', () => later(true));
    drawn.element.showModal();
  };

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element && event.target.closest(opener))) return;
    event.preventDefault();
    open(true);
  });
  if (isToBeAsked(wording) && !later()) open(false);
}

/** New words are a new question for whoever said yes to the old ones; a no stays a no until it expires. */
function isToBeAsked(wording: string): boolean {
  const choice = keptChoice(Date.now());
  if (!choice) return true;
  return choice.wordingVersion !== wording && Object.entries(choice.categories).some(([name, yes]) => yes && name !== 'necessary');
}

/** Whether the question was put off in this tab; with `true`, puts it off. */
function later(putOff = false): boolean {
  try {
    if (putOff) sessionStorage.setItem(laterKey, '1');
    return sessionStorage.getItem(laterKey) !== null;
  } catch {
    return false;
  }
}

function tell(categories: Categories, proof: ConsentProof): void {
  window.hindcast ??= [];
  (window.hindcast as { push: (call: unknown) => void }).push(['consent', categories, proof]);
}

function languageOf(wanted: string | undefined): string {
  const languages = [wanted, document.documentElement.lang, navigator.language].map((name) => (name ?? '').slice(0, 2).toLowerCase());
  return wanted ?? languages.find((name) => name in shippedWords) ?? 'en';
}

/** Words of the page's own: a `<script type="application/json" id="…">`, each word of it in place of the shipped one. */
function wordsOf(language: string, id: string | undefined): Words {
  const shipped = shippedWords[language.slice(0, 2).toLowerCase()] ?? english;
  const own = id && document.getElementById(id)?.textContent;
  if (!own) return shipped;
  const given = JSON.parse(own) as Partial<Words>;
  return { ...shipped, ...given, purposes: { ...shipped.purposes, ...given.purposes } };
}

/** Whatever goes wrong stays in here: then nobody is asked, and without an answer nothing is kept. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}

const script = document.currentScript as HTMLScriptElement | null ?? document.querySelector<HTMLScriptElement>('script[src*="consent.js"]');
if (script && document.body) quietly(() => start(script));
else if (script) addEventListener('DOMContentLoaded', () => quietly(() => start(script)));

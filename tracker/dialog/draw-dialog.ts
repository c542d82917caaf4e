import { style } from './style.ts';
import type { Words } from './words.ts';

export interface DialogContent {
  readonly words: Words;
  readonly language: string;
  readonly company: string;
  readonly policy: string;
  /** Categories to choose from, `necessary` not among them. */
  readonly purposes: readonly string[];
  /** Categories that Global Privacy Control refuses: they are off and cannot be switched on here. */
  readonly closed: readonly string[];
  /** What was said before; nothing is on that was not said. */
  readonly said: Readonly<Record<string, boolean>>;
}

export interface DrawnDialog {
  readonly element: HTMLDialogElement;
  /** Every word on it, for the proof of what was shown. */
  readonly text: string;
}

/** Draws the dialog in a shadow root of its own: no style of the page reaches it, and its own needs no exception in a strict policy. */
export function drawDialog(host: HTMLElement, content: DialogContent, answer: (allowed: (purpose: string) => boolean) => void, atChoices: boolean): DrawnDialog {
  const { words, closed } = content;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];

  const title = make('h2', { id: 'title', tabIndex: -1, autofocus: true }, content.company ? words.titleOf.replace('{company}', content.company) : words.title);
  const intro = make('p', { id: 'intro' }, words.intro);
  const boxes = new Map(content.purposes.map((purpose) => [purpose, make('input', { type: 'checkbox', checked: content.said[purpose] === true && !closed.includes(purpose), disabled: closed.includes(purpose) })]));
  const necessary = make('input', { type: 'checkbox', checked: true, disabled: true });
  const choices = make('ul', { hidden: !atChoices }, choiceLine('necessary', necessary, words, false), ...[...boxes].map(([purpose, box]) => choiceLine(purpose, box, words, closed.includes(purpose))));
  const namesOf = (uses: readonly string[]): string => uses.map((use) => words.purposes[use]?.[0] ?? use).join(', ');
  const asks = make('p', { hidden: atChoices }, words.asks.replace('{uses}', namesOf(content.purposes.filter((use) => !closed.includes(use)))));
  const isOpen = (purpose: string): boolean => !closed.includes(purpose);
  const choose = make('button', { type: 'button' }, atChoices ? words.save : words.choose);
  choose.addEventListener('click', () => {
    if (!choices.hidden) return answer((purpose) => boxes.get(purpose)?.checked === true);
    choices.hidden = false;
    asks.hidden = true;
    choose.textContent = words.save;
    [...boxes.values()].find((box) => !box.disabled)?.focus();
  });
  const element = make('dialog', { lang: content.language },
    title, intro, asks, ...(closed.length > 0 ? [make('p', { className: 'notice' }, words.gpc.replace('{uses}', namesOf(closed)))] : []), choices,
    make('div', { className: 'buttons' }, button(words.accept, () => answer(isOpen)), button(words.decline, () => answer(() => false)), choose),
    ...(content.policy ? [make('p', { className: 'policy' }, make('a', { href: content.policy }, words.policy))] : []));
  element.setAttribute('aria-labelledby', 'title');
  element.setAttribute('aria-describedby', 'intro');
  root.replaceChildren(element);
  return { element, text: element.textContent };
}

function choiceLine(purpose: string, box: HTMLInputElement, words: Words, isClosed: boolean): HTMLLIElement {
  const [name, meaning] = words.purposes[purpose] ?? [purpose, ''];
  return make('li', {}, make('label', {}, box, make('span', {}, make('b', {}, name), make('small', {}, isClosed ? `${meaning} ${words.gpcMark}` : meaning))));
}

function button(name: string, pressed: () => void): HTMLButtonElement {
  const made = make('button', { type: 'button' }, name);
  made.addEventListener('click', pressed);
  return made;
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, properties: Partial<HTMLElementTagNameMap[Tag]>, ...inside: Array<Node | string>): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

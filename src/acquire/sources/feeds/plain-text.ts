import { decodeHTML } from 'entities';

/** Markup longer than this is cut before it is read: only its beginning is kept anyway. */
const longestMarkup = 200_000;
const longestTagName = 44;
/** Elements whose content is never text for people. */
const unseen = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'head', 'title']);
const breaking = new Set(['p', 'div', 'br', 'li', 'ul', 'ol', 'tr', 'td', 'th', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'section', 'article', 'header', 'footer', 'hr', 'figure', 'figcaption', 'dd', 'dt']);

/** Whether an element of this name holds no text for people. */
export const holdsNoText = (name: string): boolean => unseen.has(name);
/** Whether a line begins and ends with an element of this name. */
export const breaksLine = (name: string): boolean => breaking.has(name);

/** Text of a piece of HTML, and the addresses it links to. */
export interface PlainText {
  readonly text: string;
  readonly links: readonly string[];
}

/**
 * Plain text of HTML as feeds carry it. One pass from left to right: tags are dropped, elements that hold no text for
 * people with their content, references are decoded once, after the tags are gone, so that `&lt;b&gt;` stays text.
 * Nothing is run, loaded or kept as markup.
 */
export function plainText(html: string): PlainText {
  const markup = withoutControls(html.slice(0, longestMarkup));
  const links: string[] = [];
  let text = '';
  /** Where the last `<` that begins no tag stands in the text. */
  let loose = -Infinity;
  let at = 0;
  while (at < markup.length) {
    const open = markup.indexOf('<', at);
    if (open < 0) { text += markup.slice(at); break; }
    text += markup.slice(at, open);
    const tag = tagAt(markup, open);
    if (tag === null) { loose = text.length; text += '<'; at = open + 1; continue; }
    // What stands on both sides of a dropped tag must not become a tag together.
    if (text.length - loose <= longestTagName) text += ' ';
    if (tag.link !== null) links.push(tag.link);
    if (breaking.has(tag.name)) text += '\n';
    at = tag.opens && unseen.has(tag.name) ? afterElement(markup, tag.name, tag.end) : tag.end;
  }
  return { text: tidy(decodeHTML(text)), links };
}

interface Tag {
  readonly name: string;
  readonly opens: boolean;
  readonly link: string | null;
  /** Where the text goes on. */
  readonly end: number;
}

/** The tag, comment or declaration that begins here; null where `<` is only a sign. */
function tagAt(markup: string, open: number): Tag | null {
  if (markup.startsWith('<!--', open)) return nameless(endAfter(markup, '-->', open + 4));
  if (markup[open + 1] === '!' || markup[open + 1] === '?') return nameless(endAfter(markup, '>', open));
  const name = /^<\/?([a-z][a-z0-9:-]{0,40})/i.exec(markup.slice(open, open + longestTagName))?.[1]?.toLowerCase();
  if (name === undefined) return null;
  const end = endOfTag(markup, open + 1);
  const opens = markup[open + 1] !== '/' && markup[end - 2] !== '/';
  return { name, opens, link: name === 'a' ? linkIn(markup.slice(open, Math.min(end, open + 4000))) : null, end };
}

const nameless = (end: number): Tag => ({ name: '', opens: false, link: null, end });

function endAfter(markup: string, mark: string, from: number): number {
  const found = markup.indexOf(mark, from);
  return found < 0 ? markup.length : found + mark.length;
}

/** A `>` inside quotes does not end a tag. A tag that never ends swallows the rest. */
function endOfTag(markup: string, from: number): number {
  let quote = '';
  for (let at = from; at < markup.length; at += 1) {
    const sign = markup[at] as string;
    if (quote !== '') { if (sign === quote) quote = ''; continue; }
    if ((sign === '"' || sign === "'") && markup[at - 1] === '=') quote = sign;
    else if (sign === '>') return at + 1;
  }
  return markup.length;
}

function afterElement(markup: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[\\s>/]`, 'gi');
  closing.lastIndex = from;
  const found = closing.exec(markup);
  return found ? endOfTag(markup, found.index + 1) : markup.length;
}

function linkIn(tag: string): string | null {
  const found = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag);
  return found ? decodeHTML(found[1] ?? found[2] ?? found[3] ?? '').trim() : null;
}

const withoutControls = (text: string): string => text.replace(/[\p{Cc}\u200b\ufeff]/gu, (sign) => (sign === '\n' || sign === '\t' || sign === '\r' ? sign : ''));

/** Control characters are dropped, half characters replaced, runs of space become one and runs of lines at most two. */
const tidy = (text: string): string =>
  withoutControls(text.toWellFormed().normalize('NFC'))
    .replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim();

/** One line: for titles, which may hold markup or references, or plain text with signs that look like them. */
export const plainLine = (html: string): string => plainText(html).text.replace(/\s+/g, ' ');

/** Text that is plain already: no tag in it is taken for markup. */
export const tidyText = (text: string): string => tidy(text.length > longestMarkup ? text.slice(0, longestMarkup) : text);

/** At most so many characters, cut at a word, marked with "…". */
export function bounded(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1).toWellFormed().replace(/\ufffd$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > most * 0.8 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

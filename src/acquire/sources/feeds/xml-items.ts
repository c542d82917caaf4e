import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { breaksLine, holdsNoText } from './plain-text.ts';

/** An element below an item: its attributes, its text with that of everything inside, and the children it has. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: XmlElement[];
}

export interface XmlItem extends XmlElement {
  /** Addresses of links in its markup. */
  readonly links: string[];
}

export type XmlItems =
  | { readonly outcome: 'read'; readonly root: string; readonly channel: XmlElement; readonly items: readonly XmlItem[]; readonly problem: string | null }
  | { readonly outcome: 'refused'; readonly reason: string };

export const deepestNesting = 100;
const longestAttribute = 100_000;
/** Elements that are kept, and items that are looked for, of one document. */
const mostElements = 300_000;
const mostItemsOfDocument = 20_000;
/** Levels of children below an item, or below the root, that readers ask for. */
const levelsKept = 2;
const chunkCharacters = 65_536;

/** Prefixes that feeds may rename, by the namespace they stand for; Atom and RSS 1.0 are read without one. */
const prefixOfNamespace: Readonly<Record<string, string>> = {
  'http://purl.org/rss/1.0/modules/content/': 'content:', 'http://purl.org/dc/elements/1.1/': 'dc:', 'http://purl.org/dc/terms/': 'dcterms:',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf:', 'http://www.w3.org/2005/atom': 'atom:',
};

/** Why parsing was given up. */
class GivenUp extends Error {}

/**
 * Reads an XML document once and hands on the elements named `item` or `entry`, and the other children of the root and of
 * its channel. Entities that the document declares are never expanded: a document that declares any is refused, as are
 * nesting deeper than `deepestNesting` and attributes of a size that no feed has. Nothing outside the text is read.
 * Text that is not well-formed is read as far as it goes; `problem` says where it went wrong first.
 */
export function xmlItems(given: string): XmlItems {
  const text = withoutLooseAmpersands(given);
  const builder = new ItemBuilder();
  const parser = new SaxesParser();
  let problem: string | null = null;
  parser.on('error', (error) => { problem ??= error.message.replace(/\s+/g, ' ').slice(0, 120); });
  parser.on('doctype', refuseEntities);
  parser.on('opentag', (tag: SaxesTagPlain) => { builder.open(tag); });
  parser.on('text', (part) => { builder.text(part); });
  parser.on('cdata', (part) => { builder.text(part); });
  parser.on('closetag', () => { builder.close(); });
  try {
    for (let at = 0; at < text.length; at += chunkCharacters) parser.write(text.slice(at, at + chunkCharacters));
    parser.close();
  } catch (error) {
    if (error instanceof GivenUp) return { outcome: 'refused', reason: error.message };
    throw error;
  }
  if (builder.root === null) return { outcome: 'refused', reason: `it is not valid XML (${problem ?? 'it has no element'})` };
  return { outcome: 'read', root: builder.root.name, channel: builder.root, items: builder.items, problem };
}

/**
 * Writers forget that `&` begins a reference, and use those of HTML, which XML does not know: such a sign stands for itself, and
 * HTML's references are resolved with the rest of the HTML. What stands in CDATA is left as it is.
 */
const withoutLooseAmpersands = (text: string): string =>
  text.replace(/<!\[CDATA\[[^]*?(?:\]\]>|$)|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)/gi, (found) => (found === '&' ? '&amp;' : found));

function refuseEntities(doctype: string): void {
  if (/<!ENTITY/i.test(doctype)) throw new GivenUp('it declares entities of its own, which feeds have no use for and attacks do');
}

const elementOf = (name: string, attributes: Readonly<Record<string, string>>): XmlElement => ({ name, attributes, text: '', children: [] });
const isItem = (name: string): boolean => name === 'item' || name === 'entry';

class ItemBuilder {
  readonly items: XmlItem[] = [];
  root: XmlElement | null = null;
  readonly #open: XmlElement[] = [];
  readonly #prefixes = new Map<string, string>();
  #kept = 0;
  #item: XmlItem | null = null;
  /** How many elements were open when the item began. */
  #itemDepth = 0;

  open(tag: SaxesTagPlain): void {
    if (this.#open.length >= deepestNesting) throw new GivenUp(`its elements are nested more than ${deepestNesting} deep`);
    const element = elementOf(this.#named(tag.name, tag.attributes), tag.attributes);
    if (this.#item === null && isItem(element.name)) this.#begin({ ...element, links: [] });
    else this.#add(element);
  }

  #begin(item: XmlItem): void {
    if (this.items.length >= mostItemsOfDocument) throw new GivenUp(`it has more than ${mostItemsOfDocument} items`);
    this.root ??= item;
    this.#item = item;
    this.#itemDepth = this.#open.length;
    this.items.push(item);
    this.#open.push(item);
  }

  #add(element: XmlElement): void {
    this.root ??= element;
    const depth = this.#open.length - this.#itemDepth;
    const parent = this.#open.at(-1);
    if (parent !== undefined && depth <= levelsKept) {
      this.#kept += 1;
      if (this.#kept > mostElements) throw new GivenUp(`it has more than ${mostElements} elements`);
      parent.children.push(element);
    }
    if (element.name === 'a' && element.attributes['href']) this.#item?.links.push(element.attributes['href']);
    this.#open.push(element);
  }

  text(part: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += part;
  }

  /** Text of inner elements belongs to the outer one too, so that XHTML inside an item reads as text. */
  close(): void {
    const element = this.#open.pop();
    const parent = this.#open.at(-1);
    if (element === this.#item) { this.#item = null; this.#itemDepth = 0; }
    if (element === undefined || parent === undefined || this.#item === null || parent === this.#item || holdsNoText(element.name)) return;
    parent.text += breaksLine(element.name) ? `\n${element.text}\n` : element.text;
  }

  #named(name: string, attributes: Readonly<Record<string, string>>): string {
    for (const [attribute, value] of Object.entries(attributes)) {
      if (value.length > longestAttribute) throw new GivenUp('an attribute of it is longer than 100,000 characters');
      if (attribute.startsWith('xmlns:')) this.#prefixes.set(`${attribute.slice(6)}:`, prefixOfNamespace[value.toLowerCase()] ?? `${attribute.slice(6)}:`);
    }
    const colon = name.indexOf(':') + 1;
    const meant = this.#prefixes.get(name.slice(0, colon)) ?? name.slice(0, colon);
    return `${meant === 'atom:' && (this.root === null || this.root.name === 'feed') ? '' : meant}${name.slice(colon)}`;
  }
}

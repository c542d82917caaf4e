import { SaxesParser } from 'saxes';

/** An element of an answer, under the namespace that it is of. */
export interface DavElement {
  /** Such as `DAV: href`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: DavElement[];
}

export const dav = 'DAV:';
export const caldavNamespace = 'urn:ietf:params:xml:ns:caldav';

const deepest = 50;
const mostElements = 500_000;

/** Why an answer is given up. */
class GivenUp extends Error {}

/** A document as a tree; null where it is no XML, declares a document type (nothing of WebDAV needs one, and attacks do), or has no end. */
export function parseDavXml(text: string): DavElement | null {
  const open: DavElement[] = [];
  let root: DavElement | null = null;
  let elements = 0;
  const parser = new SaxesParser({ xmlns: true });
  const giveUp = (): never => { throw new GivenUp(); };
  parser.on('error', giveUp);
  parser.on('doctype', giveUp);
  parser.on('opentag', ({ uri, local, attributes }) => {
    elements += 1;
    if (elements > mostElements || open.length >= deepest) giveUp();
    const element: DavElement = { name: `${uri} ${local}`, attributes: Object.fromEntries(Object.values(attributes).map((one) => [one.local, one.value])), text: '', children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const say = (part: string): void => { const element = open.at(-1); if (element !== undefined) element.text += part; };
  parser.on('text', say);
  parser.on('cdata', say);
  parser.on('closetag', () => { open.pop(); });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof GivenUp) return null;
    throw error;
  }
  return root;
}

export const childrenOf = (element: DavElement | undefined, namespace: string, name: string): DavElement[] => (element?.children ?? []).filter((one) => one.name === `${namespace} ${name}`);
export const childOf = (element: DavElement | undefined, namespace: string, name: string): DavElement | undefined => childrenOf(element, namespace, name)[0];
export const textOf = (element: DavElement | undefined): string | null => element?.text.trim() || null;

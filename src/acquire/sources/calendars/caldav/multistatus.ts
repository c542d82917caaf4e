import { childOf, childrenOf, dav, parseDavXml, textOf, type DavElement } from './dav-xml.ts';

/** What a server says of one resource. */
export interface DavResource {
  /** As the server writes it: a path, or a whole address. */
  readonly href: string;
  /** Of the resource as a whole, such as 404 for one that is gone; 200 where only its properties have a status. */
  readonly status: number;
  /** The properties that the server has. */
  readonly properties: DavElement;
}

export interface Multistatus {
  readonly resources: readonly DavResource[];
  /** RFC 6578, section 6.4. */
  readonly syncToken: string | null;
}

/** An answer of 207 (RFC 4918, section 13); null where it is none. */
export function readMultistatus(text: string): Multistatus | null {
  const root = parseDavXml(text);
  if (root?.name !== `${dav} multistatus`) return null;
  const resources = childrenOf(root, dav, 'response').flatMap((response) => childrenOf(response, dav, 'href').map((href) => resourceOf(response, textOf(href) ?? '')));
  return { resources, syncToken: textOf(childOf(root, dav, 'sync-token')) };
}

function resourceOf(response: DavElement, href: string): DavResource {
  const good = childrenOf(response, dav, 'propstat').filter((part) => statusIn(childOf(part, dav, 'status')) === 200);
  const properties: DavElement = { name: `${dav} prop`, attributes: {}, text: '', children: good.flatMap((part) => childOf(part, dav, 'prop')?.children ?? []) };
  return { href, status: statusIn(childOf(response, dav, 'status')) ?? 200, properties };
}

/** The number in a line such as `HTTP/1.1 200 OK`. */
function statusIn(element: DavElement | undefined): number | null {
  const found = /^HTTP\/\S+ (\d{3})/.exec(textOf(element) ?? '')?.[1];
  return found === undefined ? null : Number(found);
}

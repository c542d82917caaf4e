import { createHash } from 'node:crypto';
import { mentionLimits, type Mention } from '../../../model/index.ts';
import type { ReadFeedOptions } from './feed-reading.ts';
import { bounded, plainLine, plainText, tidyText } from './plain-text.ts';

/** Text as a source gives it: HTML, or plain already. */
export type SourceText = { readonly html: string } | { readonly plain: string };

/** What a format's reader found of one item, before it is cleaned and bounded. */
export interface FoundItem {
  readonly kind: Mention['kind'];
  /** The source's own id; without one the address counts, then what it says. */
  readonly id: string | null;
  readonly url: string | null;
  readonly title: SourceText | null;
  readonly text: SourceText | null;
  /** Addresses that the item links to beside those in its text. */
  readonly links?: readonly string[];
  readonly author: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
}

/** A mention of what was found; null where it says nothing and leads nowhere. `base` resolves relative addresses. */
export function mentionOf(found: FoundItem, options: ReadFeedOptions, base: string | null = null): Mention | null {
  const url = httpAddress(found.url, base);
  const title = found.title === null ? '' : bounded('html' in found.title ? plainLine(found.title.html) : tidyText(found.title.plain).replace(/\s+/g, ' '), mentionLimits.title);
  const body = found.text === null ? { text: '', links: [] } : 'html' in found.text ? plainText(found.text.html) : { text: tidyText(found.text.plain), links: [] };
  if (url === null && title === '' && body.text === '') return null;
  const text = bounded(body.text, mentionLimits.text);
  return {
    source: options.source, id: stableId(found.id, url, title, text), kind: found.kind, url,
    title: title === '' ? null : title, text,
    links: sitesOf([...(found.links ?? []), ...body.links, ...addressesIn(text)], base),
    author: options.authors === 'keep' && found.author !== null ? bounded(tidyText(found.author), mentionLimits.handle) || null : null,
    publishedAt: found.publishedAt, language: languageTag(found.language),
  };
}

/** Without an id of the source, a correction of the words makes another item: there is nothing else to know it by. */
function stableId(id: string | null, url: string | null, title: string, text: string): string {
  const given = (id ?? '').trim() || url;
  if (given === null) return hashed(`${title}\n${text}`);
  return given.length <= mentionLimits.id && given === given.toWellFormed() ? given : hashed(given);
}

const hashed = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** An address of the web, absolute and not too long; null for everything else, scripts and data included. */
export function httpAddress(text: string | null, base: string | null = null): string | null {
  if (text === null || text.length > mentionLimits.url * 2) return null;
  const address = URL.parse(text.trim(), base ?? undefined);
  if (address === null || !/^https?:$/.test(address.protocol) || address.username !== '' || address.password !== '') return null;
  return address.href.length <= mentionLimits.url ? address.href : null;
}

/** Addresses that stand in plain text. */
const addressesIn = (text: string): string[] => [...text.matchAll(/\bhttps?:\/\/[^\s<>"']{3,500}/gi)].map(([address]) => address.replace(/[).,;:!?\]]+$/, ''));

function sitesOf(addresses: readonly string[], base: string | null): string[] {
  const sites = new Set<string>();
  for (const address of addresses) {
    if (sites.size >= mentionLimits.links) break;
    const absolute = httpAddress(address, base);
    if (absolute !== null) sites.add(siteOf(absolute));
  }
  return [...sites];
}

/** Host of an address, without `www.`. */
export const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '').replace(/\.$/, '');

function languageTag(language: string | null): string | null {
  const tag = (language ?? '').trim().toLowerCase().replaceAll('_', '-');
  return /^[a-z]{2,12}(-[a-z0-9]{1,8})*$/.test(tag) && tag.length <= mentionLimits.language ? tag : null;
}

import type { Mention, MentionMatch, Place, Watched } from '../../../model/index.ts';
import { domainsAbove } from './domains.ts';
import { findNames } from './find-names.ts';
import { bareHandle, type WatchList } from './watch-list.ts';
import { wordsOf } from '../words.ts';

interface Sign {
  readonly watched: Watched;
  readonly by: MentionMatch['by'];
  readonly matched: string;
  readonly witness: string | null;
  readonly place: Place;
}

const mostPlaces = 20;
const order: Readonly<Record<MentionMatch['by'], number>> = { domain: 0, handle: 1, name: 2 };
const kindOrder: Readonly<Record<Watched['kind'], number>> = { own: 0, rival: 1, account: 2 };

/**
 * Whom a mention is about, each with its reason: a domain (where it was published, what it links to, what it writes), a handle, or
 * a name. Precision goes before recall: what could mean somebody else is left out. The order of the list changes nothing.
 */
export function matchMention(mention: Mention, list: WatchList): MentionMatch[] {
  const bySubject = new Map<string, Sign[]>();
  for (const sign of [...domainSigns(mention, list), ...handleSigns(mention, list), ...nameSigns(mention, list)]) {
    const key = JSON.stringify([sign.watched.kind, sign.watched.id]);
    bySubject.set(key, [...(bySubject.get(key) ?? []), sign]);
  }
  return [...bySubject.values()].map(matchOf).sort((a, b) => kindOrder[a.kind] - kindOrder[b.kind] || (a.id < b.id ? -1 : 1));
}

function matchOf(signs: readonly Sign[]): MentionMatch {
  const sorted = [...signs].sort((a, b) => order[a.by] - order[b.by] || placeOrder(a.place) - placeOrder(b.place));
  const best = sorted[0] as Sign;
  const { watched, by, matched, witness } = best;
  return { kind: watched.kind, id: watched.id, by, matched, witness, reason: reasonOf(best), places: sorted.map(({ place }) => place).slice(0, mostPlaces) };
}

const placeOrder = ({ where, at }: Place): number => ['address', 'links', 'title', 'text'].indexOf(where) * 10_000 + at;

function reasonOf({ by, matched, witness, place: { where } }: Sign): string {
  if (by === 'domain' && where === 'address') return `It was published at ${matched}.`;
  if (by === 'domain') return where === 'links' ? `It links to ${matched}.` : `The ${where} names ${matched}.`;
  if (by === 'handle') return `The ${where} speaks to ${matched}.`;
  return witness === null ? `The ${where} names "${matched}".` : `The ${where} names "${matched}", with ${witness}.`;
}

function domainSigns(mention: Mention, list: WatchList): Sign[] {
  if (list.byDomain.size === 0) return [];
  const address = mention.url === null ? [] : owners(new URL(mention.url).hostname, { where: 'address', at: 0, length: 0 }, list);
  const links = mention.links.flatMap((site) => owners(site, { where: 'links', at: 0, length: 0 }, list));
  const written = texts(mention).flatMap(([text, where]) => [...text.matchAll(/(?<![\p{L}\p{N}.@-])(?:[\p{L}\p{N}-]{1,63}\.){1,5}[\p{L}]{2,24}(?![\p{L}\p{N}-])/gu)]
    .flatMap(({ 0: host, index }) => owners(host.toLowerCase(), { where, at: index, length: host.length }, list)));
  return [...address, ...links, ...written];
}

function owners(host: string, place: Place, list: WatchList): Sign[] {
  return domainsAbove(host).flatMap((domain) => (list.byDomain.get(domain) ?? []).map((watched) => ({ watched, by: 'domain' as const, matched: domain, witness: null, place })));
}

function handleSigns(mention: Mention, list: WatchList): Sign[] {
  if (list.byHandle.size === 0) return [];
  return texts(mention).flatMap(([text, where]) => [...text.matchAll(/(?<![\p{L}\p{N}.])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.@-]{0,150}[\p{L}\p{N}_])?/gu)]
    .flatMap(({ 0: handle, index }) => (list.byHandle.get(bareHandle(handle)) ?? []).map((watched) => ({ watched, by: 'handle' as const, matched: handle, witness: null, place: { where, at: index, length: handle.length } }))));
}

function nameSigns(mention: Mention, list: WatchList): Sign[] {
  const read = texts(mention).map(([text, where]) => ({ text, where, words: wordsOf(text) }));
  const everything = read.flatMap(({ words }) => words);
  return read.flatMap(({ text, where, words }) => findNames(text, where, list, { words, everything }).map(({ watched, place, written, witness }) => ({ watched, by: 'name' as const, matched: written, witness, place })));
}

const texts = (mention: Mention): Array<readonly [text: string, where: 'title' | 'text']> =>
  [[mention.title ?? '', 'title'] as const, [mention.text, 'text'] as const].filter(([text]) => text !== '');

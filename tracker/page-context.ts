import type { Counts } from './guard.ts';

declare const libraryVersion: string;

const campaignTerms = ['source', 'medium', 'name', 'term', 'content'];

/** The event's `context` as far as the browser and the page tell it. Fragments stay in the browser. */
export function contextOf(referrer: string, counts: Counts): Record<string, unknown> {
  const { href, pathname, search } = location;
  const terms = new URLSearchParams(search);
  const campaign = Object.fromEntries(campaignTerms.flatMap((term) => {
    const value = terms.get(`utm_${term === 'name' ? 'campaign' : term}`);
    return value ? [[term, value]] : [];
  }));
  const dropped = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  return {
    library: { name: 'hindcast', version: libraryVersion, ...(Object.keys(dropped).length && { dropped }) },
    page: { url: href.split('#')[0], path: pathname, search, referrer, title: document.title },
    locale: navigator.language,
    ...(Object.keys(campaign).length && { campaign }),
    // Its name in browsers; it is either on or says nothing.
    ...((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true && { gpc: true }),
  };
}

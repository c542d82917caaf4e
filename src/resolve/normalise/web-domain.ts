import { parse } from 'tldts';
import { remember } from './remember.ts';

export interface WebDomain {
  /** The part that somebody registered ("siemens.co.uk" of "https://www.siemens.co.uk/jobs"), lower case, punycode; '' where there is none. */
  readonly domain: string;
  /** It hangs under a suffix that a company hands out (github.io, myshopify.com): a tenant, not a domain of its own. */
  readonly isShared: boolean;
}

const none: WebDomain = { domain: '', isShared: false };
/** Private suffixes count as suffixes: without that all tenants of github.io are one company. */
const options = { allowPrivateDomains: true, validateHostname: false, mixedInputs: true } as const;
/** Endings that are reserved for examples and tests (RFC 6761), which made-up companies have. */
const reserved = /\.(?:example|test)$/;
const latin = /^[\x21-\x7e]+$/;
const hostLike = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** The registrable domain (Mozilla's public suffix list) of an address of a site, a host or a mail address; none for IP addresses, single words and unknown endings. */
export const registrableDomain = remember(50_000, (address: string): WebDomain => {
  const text = address.trim().toLowerCase();
  if (text === '' || text.length > 2048) return none;
  const { domain, isIp, isIcann, isPrivate } = parse(text, options);
  if (domain === null || isIp === true || !(isIcann === true || isPrivate === true || reserved.test(domain))) return none;
  const ascii = latin.test(domain) ? domain : inPunycode(domain);
  return hostLike.test(ascii) ? { domain: ascii, isShared: isPrivate === true } : none;
});

function inPunycode(domain: string): string {
  const url = `http://${domain}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}

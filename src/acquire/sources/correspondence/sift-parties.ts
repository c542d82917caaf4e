import { domainsAbove } from '../../listening/match/domains.ts';
import type { Correspondent, Correspondents } from './correspondents.ts';
import type { CorrespondenceSettings } from './correspondence-settings.ts';
import type { LeftOutReason } from './tally.ts';

type Contact = Extract<Correspondent, { is: 'contact' }>;

/** One side of an activity outside the house: an account with those of its people who took part, or a person without one. */
export interface Party {
  /** System that the ids are of; null where nothing is known but a domain. */
  readonly source: string | null;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly contacts: readonly string[];
  readonly domain: string | null;
}

export type Sifted = { readonly parties: readonly Party[] } | { readonly leftOut: LeftOutReason };

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Who of the people on a message or in a meeting may be kept, and as whom. Addresses go no further than this. */
export class PartySifter {
  readonly #settings: CorrespondenceSettings;
  readonly #known: Correspondents;
  readonly #own: ReadonlySet<string>;
  readonly #excluded: ReadonlySet<string>;

  constructor(settings: CorrespondenceSettings, known: Correspondents) {
    this.#settings = settings;
    this.#known = known;
    this.#own = new Set(settings.domains.length > 0 ? settings.domains : [domainOf(settings.owner)]);
    this.#excluded = new Set(settings.exclude.map((one) => one.replace(/^@/, '')));
  }

  isOwn(address: string): boolean {
    return address === this.#settings.owner || domainsAbove(domainOf(address)).some((domain) => this.#own.has(domain));
  }

  /** Who of the house took part: of those who consented to being read, the first. Others are not named. */
  ownerAmong(addresses: readonly string[]): string | null {
    return addresses.find((address) => this.isOwn(address) && this.#known.owners.has(address)) ?? null;
  }

  sift(addresses: readonly string[]): Sifted {
    const outside = [...new Set(addresses)].filter((address) => !this.isOwn(address));
    if (outside.length === 0) return { leftOut: 'internal' };
    const allowed = outside.filter((address) => !this.#isExcluded(address));
    if (allowed.length === 0) return { leftOut: 'excluded' };
    const found = allowed.map((address) => this.#known.find(address));
    const parties = [...partiesOf(found), ...(this.#settings.unknown === 'keep' ? domainsAmong(found) : [])];
    return parties.length > 0 ? { parties } : { leftOut: whyNobody(found) };
  }

  #isExcluded(address: string): boolean {
    return this.#excluded.has(address) || domainsAbove(domainOf(address)).some((domain) => this.#excluded.has(domain));
  }
}

/** People of one account together, in the order in which they were named. */
function partiesOf(found: readonly Correspondent[]): Party[] {
  const known = found.filter((one) => one.is === 'contact' || one.is === 'account');
  return [...Map.groupBy(known, keyOf).values()].map(([first, ...more]) => {
    const all = [first as (typeof known)[number], ...more];
    const contacts = all.filter((one): one is Contact => one.is === 'contact');
    return {
      source: all[0]?.source ?? null, accountId: contacts[0]?.accountId ?? all.find((one) => one.is === 'account')?.accountId ?? null,
      accountName: contacts[0]?.accountName ?? null, contacts: [...new Set(contacts.map(({ contactId }) => contactId))], domain: null,
    };
  });
}

/** A contact without an account is a party alone. */
function keyOf(one: Extract<Correspondent, { is: 'contact' | 'account' }>): string {
  if (one.accountId !== null) return JSON.stringify([one.source, one.accountId]);
  if (one.is === 'contact' && one.accountName !== null) return JSON.stringify([one.source, 'named', one.accountName]);
  return JSON.stringify([one.source, 'contact', one.is === 'contact' ? one.contactId : '']);
}

const domainsAmong = (found: readonly Correspondent[]): Party[] =>
  [...new Set(found.flatMap((one) => (one.is === 'unknown' ? [one.domain] : [])))].map((domain) => ({ source: null, accountId: null, accountName: null, contacts: [], domain }));

function whyNobody(found: readonly Correspondent[]): LeftOutReason {
  if (found.some(({ is }) => is === 'withheld')) return 'withheld';
  return found.some(({ is }) => is === 'unknown') ? 'unknown' : 'private_address';
}

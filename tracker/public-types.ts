/**
 * What a page may call. Written by hand to be read; a test holds it against the wire schema of `src/model/collect`. Types only: copy this
 * file or import it as `hindcast/tracker`.
 */

/** Free names and values, as in the Segment specification. An event may have 32 kB. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * Categories of the consent dialog, each allowed or not. Those of our own dialog are `necessary`, `analytics`, `personalisation`, `contact`
 * and `sharing`; other names travel as they are. Only `analytics` changes what the tracker does.
 */
export type Categories = Readonly<Record<string, boolean>>;

/** What a person was shown when they chose: kept as proof beside what they said. */
export interface ConsentProof {
  /** Version of the words shown. */
  readonly wordingVersion: string;
  /** A hash of the words shown, or the id under which they are kept. */
  readonly shown: string;
  readonly language?: string;
}

/** How many events were not sent, and why. */
export interface Dropped {
  /** The queue was full: the oldest went. */
  readonly full: number;
  /** The visitor said no to analytics. */
  readonly refused: number;
  /** Larger than 32 kB. */
  readonly unfit: number;
  /** The collector answered 400, 401, 403, 413 or another refusal that no repetition changes. */
  readonly rejected: number;
  /** Something in the page made a call fail, such as a value that cannot be written as JSON. */
  readonly fault: number;
}

/** A call that was made before the script was there: its name and what it was called with. */
export type EarlyCall = readonly [name: 'page' | 'track' | 'identify' | 'group' | 'consent' | 'reset' | 'flush', ...given: readonly unknown[]];

export interface Hindcast {
  /** A page was seen. Name, category and products are taken from the page's `digitalData` where they are not given. */
  page(name?: string, properties?: Properties): void;
  /** Something happened. */
  track(event: string, properties?: Properties): void;
  /** Who the visitor is. Until `analytics` is allowed it is kept in the page and not sent. */
  identify(userId: string, traits?: Properties): void;
  /** The account that the visitor belongs to. Until `analytics` is allowed it is kept in the page and not sent. */
  group(groupId: string, traits?: Properties): void;
  /** What the visitor allows. `analytics: true` keeps an id for the next visit, `analytics: false` deletes it and ends sending. */
  consent(categories: Categories, proof?: ConsentProof): void;
  /** Forgets who the visitor is, as after signing out. What is allowed stays. */
  reset(): void;
  /** Sends what waits, now. */
  flush(): void;
  dropped(): Dropped;
  /** The same before and after the script is there: `hindcast.push(['track', 'Seen'])`. */
  push(...calls: readonly EarlyCall[]): void;
}

declare global {
  interface Window {
    /** A list of calls until the script is there, then the tracker. */
    hindcast?: Hindcast | EarlyCall[];
  }
}

/** An identifier that a record bears and of which one entity may have so many: a user's id, a registry number. */
export interface Identifier {
  readonly kind: string;
  readonly value: string;
}

export interface GraphRecord {
  readonly key: string;
  /** When the record was first known (epoch ms): the oldest names its entity. */
  readonly knownAt: number;
  readonly bears?: readonly Identifier[];
}

/** A reason, found by a rule or a model, that two records are one. */
export interface Edge {
  readonly a: string;
  readonly b: string;
  /** Log2 of the odds; the strongest are heeded first. */
  readonly weight: number;
}

/** People's words. A later one outranks an earlier one that it contradicts; both outrank every edge. */
export type Word =
  | { readonly sequence: number; readonly says: 'same'; readonly a: string; readonly b: string }
  | { readonly sequence: number; readonly says: 'different'; readonly sides: ReadonlyArray<readonly string[]> };

/** The most different values of a kind of identifier within one entity, and the most records. Words outrank both. */
export interface Limits {
  readonly identifiers: Readonly<Record<string, number>>;
  /** Kinds of identifier, the one that counts most first: two records with the same value of a kind are joined first, though a limit of a later kind is passed. */
  readonly order?: readonly string[];
  readonly records: number;
}

export interface Graph {
  readonly records: readonly GraphRecord[];
  readonly edges: readonly Edge[];
  readonly words: readonly Word[];
  readonly limits: Limits;
  /** By record what keeps evidence from joining it with others that have the same: numbers of rules. Words join them all the same. */
  readonly barred?: ReadonlyMap<string, readonly number[]>;
}

/** Why two groups of records were not joined. */
export type WhyApart = { readonly why: 'word'; readonly sequence: number } | { readonly why: 'limit'; readonly kind: string; readonly values: readonly string[] } | { readonly why: 'size' } | { readonly why: 'rule'; readonly rule: number };

/** A join that was left out: it is shown, never silent. */
export type Refusal = WhyApart & { readonly a: string; readonly b: string; readonly by: 'word' | 'edge' };

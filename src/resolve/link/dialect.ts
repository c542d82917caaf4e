/** The functions in which engines' SQL differs; everything else in the generated text is common to them. Arguments and answers are SQL expressions. */
export interface Dialect {
  readonly name: string;
  /** Insertions, deletions and replacements between two texts (Levenshtein 1966). Bytes are compared, so texts must be ASCII. */
  edits(a: string, b: string): string;
  /** The same with a swap of neighbours counting once (Damerau 1964). Engines differ beyond one edit, in what may follow a swap, so ask for one at most. */
  slips(a: string, b: string): string;
  size(text: string): string;
  startsWith(text: string, start: string): string;
  contains(text: string, part: string): string;
  /** `count` characters from position `from`, which starts at 1. */
  slice(text: string, from: number, count: number): string;
  /** The last `count` characters. */
  ending(text: string, count: number): string;
  /** Every match of a regular expression replaced by a text. */
  replaceAll(text: string, pattern: string, by: string): string;
  /** Every run of one character as one character. */
  singled(text: string): string;
  /** Whole number of a text of digits, 0 where it is none. */
  whole(text: string): string;
  quotient(a: string, b: string): string;
  /** 64-bit hash, unsigned. */
  hash(...values: string[]): string;
  list(...values: string[]): string;
  /** Hashes of the distinct words of a text, cut at blanks. */
  words(text: string): string;
  listSize(list: string): string;
  /** How many members two lists of distinct members have in common. */
  common(a: string, b: string): string;
  /** Sum over the words of both of the product of their weights. */
  product(wordsA: string, weightsA: string, wordsB: string, weightsB: string): string;
  /** Sum of the products of two lists of numbers, of one length. */
  dot(a: string, b: string): string;
  /** The products of two lists' numbers, place by place. */
  times(a: string, b: string): string;
  /** Two to the power of a number. */
  powerOfTwo(exponent: string): string;
  /** One row for each member. */
  each(list: string): string;
  /** Members of a group as a list; two of them come in the same order. */
  gather(value: string): string;
  /** The number whose bit `at` alone is set. */
  bit(at: string): string;
  bitsTogether(values: string): string;
  as(value: string, type: 'number' | 'hash' | 'share' | 'text'): string;
  /** A table from a SELECT; `order` is what it is looked up by, null where it is read whole. */
  createTable(name: string, order: string | null, select: string): string;
  /** A table of a few rows that is soon dropped. */
  createSmall(name: string, select: string): string;
  /** Lets the engine put pieces of a table together in the background again; null where it never does. */
  resumeMerges(name: string): string | null;
  /** FROM with rows 0 to n − 1 as column `i`. */
  numbers(count: number): string;
  /** SELECT a, b, rules of pairs a < b that share a key of at most `cap` records; `keys` holds (key, n, side). Bit r of `rules`: a key of rule r is shared. */
  pairsWithin(keys: string, cap: number, isAcross: boolean): string;
  /** Limits of a statement, at its end. */
  limits(limit: { seconds: number; bytes: number; threads: number }): string;
}

/** A key is a hash whose last five bits name its rule. */
export const rulesAtMost = 32;

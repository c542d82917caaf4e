import type { GraphRecord, Limits, WhyApart, Word } from './graph.ts';
import { sharedRank } from './shared-rank.ts';

/**
 * Disjoint groups of records, numbered by their place in the list, that know what must stay apart. Joining takes near-constant time in the number of
 * records; what a group must heed is carried along, the smaller into the larger.
 */
export class Groups {
  readonly #above: Int32Array;
  readonly #size: Int32Array;
  /** By group: the side it is on of each standing "different". */
  readonly #sides = new Map<number, Map<number, number>>();
  /** By group of several records: values of each limited kind. */
  readonly #borne = new Map<number, Map<string, Set<string>>>();
  readonly #records: readonly GraphRecord[];
  readonly #limits: Limits;
  readonly #isLimited: boolean;

  constructor(records: readonly GraphRecord[], placeOf: ReadonlyMap<string, number>, words: readonly Word[], limits: Limits) {
    this.#above = Int32Array.from(records.keys());
    this.#size = new Int32Array(records.length).fill(1);
    this.#records = records;
    this.#limits = limits;
    this.#isLimited = Object.keys(limits.identifiers).length > 0;
    for (const word of words) if (word.says === 'different') this.#putOnSides(word, placeOf);
  }

  #putOnSides(word: Extract<Word, { says: 'different' }>, placeOf: ReadonlyMap<string, number>): void {
    for (const [side, keys] of word.sides.entries()) {
      for (const key of keys) {
        const place = placeOf.get(key);
        if (place !== undefined) entryOf(this.#sides, place).set(word.sequence, side);
      }
    }
  }

  /** What a group bears of limited kinds. Of a record by itself it is made when it is asked for: most are never joined. */
  #borneBy(group: number): Map<string, Set<string>> | undefined {
    const held = this.#borne.get(group);
    const { bears = [] } = held ? {} : this.#records[group] as GraphRecord;
    for (const { kind, value } of bears) if (kind in this.#limits.identifiers) valuesOf(entryOf(this.#borne, group), kind).add(value);
    return held ?? this.#borne.get(group);
  }

  groupOf(place: number): number {
    let at = place;
    while (this.#above[at] !== at) {
      this.#above[at] = this.#above[this.#above[at] as number] as number;
      at = this.#above[at] as number;
    }
    return at;
  }

  /** Joins what people said is one: only another word keeps it apart. Null where they are one now. */
  joinByWord(a: number, b: number): WhyApart | null {
    const [left, right] = [this.groupOf(a), this.groupOf(b)];
    return left === right ? null : (this.#wordBetween(left, right) ?? this.#merge(left, right));
  }

  /** Joins what an edge says is one, unless a rule bars the edge. Null where they are one now. */
  joinByEdge(a: number, b: number, rule: number | null = null): WhyApart | null {
    const [left, right] = [this.groupOf(a), this.groupOf(b)];
    if (left !== right && rule !== null) return { why: 'rule', rule };
    return left === right ? null : (this.#wordBetween(left, right) ?? this.#limitBetween(left, right, a, b) ?? this.#merge(left, right));
  }

  #wordBetween(left: number, right: number): WhyApart | null {
    const [few, many] = bySize(this.#sides.get(left), this.#sides.get(right));
    for (const [sequence, side] of few ?? []) {
      const other = many?.get(sequence);
      if (other !== undefined && other !== side) return { why: 'word', sequence };
    }
    return null;
  }

  #limitBetween(left: number, right: number, a: number, b: number): WhyApart | null {
    if ((this.#size[left] as number) + (this.#size[right] as number) > this.#limits.records) return { why: 'size' };
    const [few, many] = bySize(this.#borneBy(left), this.#borneBy(right));
    for (const [kind, values] of few ?? []) {
      const others = many?.get(kind);
      if (others && !this.#fits(kind, values, others) && !this.#isOutranked(kind, a, b)) return { why: 'limit', kind, values: [...both(values, others)].sort() };
    }
    return null;
  }

  /** Also where a word let one of them pass the limit before, as long as it becomes no more. */
  #fits(kind: string, values: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
    const together = both(values, others).size;
    return together <= (this.#limits.identifiers[kind] as number) || together === Math.max(values.size, others.size);
  }

  /** Whether two records have the same value of a kind that counts more. */
  #isOutranked(kind: string, a: number, b: number): boolean {
    const order = this.#limits.order ?? [];
    return sharedRank(order, this.#records[a], this.#records[b]) < order.indexOf(kind);
  }

  #merge(left: number, right: number): null {
    const [into, from] = (this.#size[left] as number) >= (this.#size[right] as number) ? [left, right] : [right, left];
    if (this.#isLimited) for (const group of [left, right]) this.#borneBy(group);
    this.#above[from] = into;
    this.#size[into] = (this.#size[into] as number) + (this.#size[from] as number);
    carry(this.#sides, from, into, (_, side) => side);
    carry(this.#borne, from, into, (held, values) => (held ? both(held, values) : values));
    return null;
  }
}

function entryOf<K, V>(held: Map<number, Map<K, V>>, place: number): Map<K, V> {
  const entry = held.get(place) ?? new Map<K, V>();
  held.set(place, entry);
  return entry;
}

function valuesOf(borne: Map<string, Set<string>>, kind: string): Set<string> {
  const values = borne.get(kind) ?? new Set<string>();
  borne.set(kind, values);
  return values;
}

const both = (a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> => new Set([...a, ...b]);

type MapOrNone<K, V> = Map<K, V> | undefined;
const bySize = <K, V>(a: MapOrNone<K, V>, b: MapOrNone<K, V>): [MapOrNone<K, V>, MapOrNone<K, V>] => ((a?.size ?? 0) <= (b?.size ?? 0) ? [a, b] : [b, a]);

/** Moves what one group heeds to another; the smaller of the two maps is walked. `together` is symmetric. */
function carry<K, V>(held: Map<number, Map<K, V>>, from: number, into: number, together: (held: V | undefined, moved: V) => V): void {
  const [few, many] = bySize(held.get(from), held.get(into));
  held.delete(from);
  if (many === undefined) return;
  for (const [key, value] of few ?? []) many.set(key, together(many.get(key), value));
  held.set(into, many);
}

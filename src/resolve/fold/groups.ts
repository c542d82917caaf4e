import type { GraphRecord, Limits, WhyApart, Word } from './graph.ts';

/**
 * Disjoint groups of records, numbered by their place in the list, that know what must stay apart. Joining takes near-constant time in the number of
 * records; what a group must heed is carried along, the smaller into the larger.
 */
export class Groups {
  readonly #above: Int32Array;
  readonly #size: Int32Array;
  /** By group: the side it is on of each standing "different". */
  readonly #sides = new Map<number, Map<number, number>>();
  /** By group: values of each limited kind. */
  readonly #borne = new Map<number, Map<string, Set<string>>>();
  readonly #limits: Limits;

  constructor(records: readonly GraphRecord[], placeOf: ReadonlyMap<string, number>, words: readonly Word[], limits: Limits) {
    this.#above = Int32Array.from(records.keys());
    this.#size = new Int32Array(records.length).fill(1);
    this.#limits = limits;
    for (const word of words) if (word.says === 'different') this.#putOnSides(word, placeOf);
    for (const [place, record] of records.entries()) this.#putBorne(place, record);
  }

  #putOnSides(word: Extract<Word, { says: 'different' }>, placeOf: ReadonlyMap<string, number>): void {
    for (const [side, keys] of word.sides.entries()) {
      for (const key of keys) {
        const place = placeOf.get(key);
        if (place !== undefined) entryOf(this.#sides, place).set(word.sequence, side);
      }
    }
  }

  #putBorne(place: number, { bears = [] }: GraphRecord): void {
    for (const { kind, value } of bears) if (kind in this.#limits.identifiers) valuesOf(entryOf(this.#borne, place), kind).add(value);
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

  /** Joins what an edge says is one. Null where they are one now. */
  joinByEdge(a: number, b: number): WhyApart | null {
    const [left, right] = [this.groupOf(a), this.groupOf(b)];
    return left === right ? null : (this.#wordBetween(left, right) ?? this.#limitBetween(left, right) ?? this.#merge(left, right));
  }

  #wordBetween(left: number, right: number): WhyApart | null {
    const [few, many] = bySize(this.#sides.get(left), this.#sides.get(right));
    for (const [sequence, side] of few ?? []) {
      const other = many?.get(sequence);
      if (other !== undefined && other !== side) return { why: 'word', sequence };
    }
    return null;
  }

  #limitBetween(left: number, right: number): WhyApart | null {
    if ((this.#size[left] as number) + (this.#size[right] as number) > this.#limits.records) return { why: 'size' };
    const [few, many] = bySize(this.#borne.get(left), this.#borne.get(right));
    for (const [kind, values] of few ?? []) {
      const others = many?.get(kind);
      if (others && both(values, others).size > (this.#limits.identifiers[kind] as number)) return { why: 'limit', kind };
    }
    return null;
  }

  #merge(left: number, right: number): null {
    const [into, from] = (this.#size[left] as number) >= (this.#size[right] as number) ? [left, right] : [right, left];
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

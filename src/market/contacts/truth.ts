import { firmOf } from './firm.ts';
import { Oracle } from './oracle.ts';
import { personOf } from './person.ts';
import type { Carried } from './row.ts';
import { RowWriter } from './write-row.ts';
import { strideFor, type World } from './world.ts';

/** How a true pair could be found. */
export const pairKinds = ['unlinkable', 'through others', 'linkable'] as const;

/** Who is who. Rows are numbered as they come, from 0. */
export interface ContactsTruth {
  /** Person of each row. */
  readonly people: Uint32Array;
  /** Firm, a legal entity, that each row speaks of. */
  readonly firms: Uint32Array;
  /** Firm at the top of each firm's group; its own number where it has no owner. */
  readonly groupOfFirm: Uint32Array;
  /** Every pair of rows of one person. */
  readonly pairs: {
    readonly count: number;
    /** Row numbers, a < b. */
    readonly a: Uint32Array;
    readonly b: Uint32Array;
    /** Position in `pairKinds`. */
    readonly kind: Uint8Array;
    /** log2 of the odds that an oracle gives the pair, prior included; 0 is even. */
    readonly bits: Float32Array;
  };
}

/** The truth of all rows of a world, the oracle's judgement of every true pair included. Writes every row once more. */
export function truthOfWorld(world: World): ContactsTruth {
  const count = countPairs(world);
  const pairs = { count, a: new Uint32Array(count), b: new Uint32Array(count), kind: new Uint8Array(count), bits: new Float32Array(count) };
  const firms = new Uint32Array(world.rows);
  const judge = new PairJudge(world, pairs, Math.log2(count) - Math.log2((world.rows * (world.rows - 1)) / 2 - count));
  for (const rows of rowsByPerson(world)) judge.judge(rows, firms);
  return { people: world.personOfRow, firms, groupOfFirm: groupsOf(world), pairs };
}

class PairJudge {
  readonly #world: World;
  readonly #pairs: ContactsTruth['pairs'];
  readonly #prior: number;
  readonly #writer: RowWriter;
  readonly #oracle: Oracle;
  #filled = 0;

  constructor(world: World, pairs: ContactsTruth['pairs'], prior: number) {
    this.#world = world;
    this.#pairs = pairs;
    this.#prior = prior;
    this.#writer = new RowWriter(world);
    this.#oracle = new Oracle(world);
  }

  judge(rows: readonly number[], firms: Uint32Array): void {
    const person = personOf(this.#world, this.#world.personOfRow[rows[0] as number] as number);
    const carried = rows.map((row) => {
      this.#writer.writeOf(person, this.#world.slotOfRow[row] as number, row);
      firms[row] = this.#writer.carried.firm;
      return { ...this.#writer.carried };
    });
    const from = this.#filled;
    for (let one = 0; one < rows.length; one += 1) {
      for (let other = one + 1; other < rows.length; other += 1) this.#note(rows[one] as number, rows[other] as number, this.#oracle.weigh(person, carried[one] as Carried, carried[other] as Carried));
    }
    this.#joinThroughOthers(from, rows);
  }

  #note(one: number, other: number, weight: number): void {
    const { a, b, bits, kind } = this.#pairs;
    a[this.#filled] = Math.min(one, other);
    b[this.#filled] = Math.max(one, other);
    bits[this.#filled] = weight + this.#prior;
    kind[this.#filled] = weight + this.#prior > 0 ? 2 : 0;
    this.#filled += 1;
  }

  #joinThroughOthers(from: number, rows: readonly number[]): void {
    if (rows.length < 3) return;
    const { a, b, kind } = this.#pairs;
    const root = new Map(rows.map((row) => [row, row]));
    const rootOf = (row: number): number => { const above = root.get(row) as number; return above === row ? row : rootOf(above); };
    for (let at = from; at < this.#filled; at += 1) if (kind[at] === 2) root.set(rootOf(a[at] as number), rootOf(b[at] as number));
    for (let at = from; at < this.#filled; at += 1) if (kind[at] === 0 && rootOf(a[at] as number) === rootOf(b[at] as number)) kind[at] = 1;
  }
}

function* rowsByPerson(world: World): Generator<number[]> {
  const stride = strideFor(world.rows);
  let rows: number[] = [];
  for (let written = 0; written < world.rows; written += 1) {
    const row = (written * stride) % world.rows;
    if (rows.length > 0 && world.slotOfRow[row] === 0) {
      yield rows;
      rows = [];
    }
    rows.push(row);
  }
  yield rows;
}

function countPairs(world: World): number {
  let pairs = 0;
  // A person's row in slot n makes n pairs with those before it.
  for (const slot of world.slotOfRow) pairs += slot;
  return pairs;
}

function groupsOf(world: World): Uint32Array {
  const top = new Uint32Array(world.firms);
  for (let firm = 0; firm < world.firms; firm += 1) {
    const { parent } = firmOf(world, firm);
    top[firm] = parent === firm ? firm : (top[parent] as number);
  }
  return top;
}

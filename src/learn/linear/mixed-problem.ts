import type { GroupLabel } from './members.ts';
import { crossed } from './table.ts';

/** One way in which rows come in groups, and which columns have effects of a group's own. */
export interface MixedTerm {
  /** n × q, row-major, the ones written out. */
  readonly z: Float64Array;
  readonly q: number;
  /** One label a row. A grouping within another has labels of its own: give batch and cask together. */
  readonly groups: ArrayLike<GroupLabel>;
}

/** A term as the solver sees it. */
export interface TermShape {
  readonly q: number;
  /** Root mean square of each column of z: effects are sought in units of it. */
  readonly sizes: Float64Array;
  readonly members: ReadonlyArray<{ readonly group: GroupLabel; readonly rows: readonly number[] }>;
  /** Place of the term's first effect among the rest; −1 for the lead term. */
  readonly offset: number;
}

/** Sums of squares and products of one group of the lead term. */
export interface LeadGroup {
  readonly zz: Float64Array;
  readonly zx: Float64Array;
  readonly zy: Float64Array;
  /** Groups of other terms that share rows with this one: term, place of the first effect among the rest, first column in `zr`. */
  readonly touched: ReadonlyArray<{ readonly term: number; readonly at: number; readonly column: number }>;
  /** q × columns of the groups touched. */
  readonly zr: Float64Array;
  readonly width: number;
}

/**
 * The table as sums. The lead term, that of most effects, stands in blocks of its groups, which are eliminated one by one; the effects of all other
 * terms are `rest` and stand together.
 */
export interface Problem {
  readonly p: number;
  readonly n: number;
  readonly xx: Float64Array;
  readonly xy: Float64Array;
  readonly yy: number;
  readonly terms: readonly TermShape[];
  readonly lead: number;
  readonly groups: readonly LeadGroup[];
  readonly rest: { readonly count: number; readonly zz: Float64Array; readonly zx: Float64Array; readonly zy: Float64Array };
}

/** Rows of x, y and z are already in units of their weights. */
export function problemOf(x: Float64Array, y: Float64Array, p: number, terms: ReadonlyArray<MixedTerm & { readonly members: TermShape['members'] }>): Problem {
  const lead = terms.reduce((most, term, at) => (term.members.length * term.q > (terms[most] as typeof term).members.length * (terms[most] as typeof term).q ? at : most), 0);
  let offset = 0;
  const shapes = terms.map(({ z, q, members }, at): TermShape => {
    const own = at === lead ? -1 : offset;
    if (at !== lead) offset += members.length * q;
    return { q, sizes: sizesOf(z, q), members, offset: own };
  });
  const scaled = terms.map(({ z, q }, at) => z.map((value, place) => value / ((shapes[at] as TermShape).sizes[place % q] as number)));
  const effectAt = shapes.map(({ q, members, offset: own }) => placesOf(members, y.length, own, q));
  const table = { x, y, p, shapes, scaled, effectAt, lead };
  const groups = (shapes[lead] as TermShape).members.map(({ rows }) => leadGroup(table, rows));
  return { p, n: y.length, xx: crossed(x, p, x, p), xy: crossed(x, p, y, 1), yy: y.reduce((sum, value) => sum + value * value, 0), terms: shapes, lead, groups, rest: restSums(table, offset) };
}

/** Root mean square of each column of z. */
export function sizesOf(z: Float64Array, q: number): Float64Array {
  const squares = new Float64Array(q);
  z.forEach((value, at) => { squares[at % q] = (squares[at % q] as number) + value * value; });
  return squares.map((sum) => Math.sqrt(sum / (z.length / q)));
}

interface Table {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly p: number;
  readonly shapes: readonly TermShape[];
  readonly scaled: readonly Float64Array[];
  /** By term and row, the place of the row's first effect. */
  readonly effectAt: readonly Int32Array[];
  readonly lead: number;
}

function placesOf(members: TermShape['members'], n: number, offset: number, q: number): Int32Array {
  const places = new Int32Array(n);
  members.forEach(({ rows }, level) => { for (const row of rows) places[row] = offset + level * q; });
  return places;
}

function leadGroup({ x, y, p, shapes, scaled, effectAt, lead }: Table, rows: readonly number[]): LeadGroup {
  const { q } = shapes[lead] as TermShape;
  const part = (table: Float64Array, width: number): Float64Array => Float64Array.from(rows.flatMap((row) => [...table.subarray(row * width, (row + 1) * width)]));
  const own = part(scaled[lead] as Float64Array, q);
  const touched: Array<{ term: number; at: number; column: number }> = [];
  const columnOf = new Map<number, number>();
  let width = 0;
  shapes.forEach((shape, term) => {
    if (term === lead) return;
    for (const at of new Set(rows.map((row) => (effectAt[term] as Int32Array)[row] as number))) {
      touched.push({ term, at, column: width });
      columnOf.set(at, width);
      width += shape.q;
    }
  });
  const beside = new Float64Array(rows.length * width);
  rows.forEach((row, place) => {
    for (const [term, shape] of shapes.entries()) {
      if (term === lead) continue;
      const column = columnOf.get((effectAt[term] as Int32Array)[row] as number) as number;
      for (let k = 0; k < shape.q; k += 1) beside[place * width + column + k] = (scaled[term] as Float64Array)[row * shape.q + k] as number;
    }
  });
  return { zz: crossed(own, q, own, q), zx: crossed(own, q, part(x, p), p), zy: crossed(own, q, part(y, 1), 1), touched, zr: crossed(own, q, beside, width), width };
}

function restSums({ x, y, p, shapes, scaled, effectAt, lead }: Table, count: number): Problem['rest'] {
  const [zz, zx, zy] = [new Float64Array(count * count), new Float64Array(count * p), new Float64Array(count)];
  const add = (into: Float64Array, at: number, by: number): void => { into[at] = (into[at] as number) + by; };
  const others = shapes.map((_, term) => term).filter((term) => term !== lead);
  for (let row = 0; row < y.length; row += 1) {
    const cells = others.flatMap((term) => Array.from({ length: (shapes[term] as TermShape).q }, (_, k) => ({ at: ((effectAt[term] as Int32Array)[row] as number) + k, value: (scaled[term] as Float64Array)[row * (shapes[term] as TermShape).q + k] as number })));
    for (const { at, value } of cells) {
      for (const other of cells) add(zz, at * count + other.at, value * other.value);
      for (let j = 0; j < p; j += 1) add(zx, at * p + j, value * (x[row * p + j] as number));
      add(zy, at, value * (y[row] as number));
    }
  }
  return { count, zz, zx, zy };
}

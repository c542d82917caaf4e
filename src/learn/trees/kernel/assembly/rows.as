/**
 * Divides one part of a node's rows: `part` holds its first and last place in `rows` and receives the count of those that go
 * left. Left ones move to the part's front, right ones to the same place in `spare`, both in their former order. No branch: every
 * row is written to both, and one of the two writes is overwritten.
 */
export function divideRows(own: usize, rows: usize, spare: usize, part: usize, column: usize, goesLeft: usize): void {
  const first = rows + (<usize>load<u32>(part) << 2);
  const last = rows + (<usize>load<u32>(part, 4) << 2);
  let left = first;
  let right = spare + (first - rows);
  for (let at = first; at < last; at += 4) {
    const row = load<u32>(at);
    const toLeft = <usize>load<u8>(goesLeft + <usize>load<u8>(column + <usize>row));
    store<u32>(left, row);
    store<u32>(right, row);
    left += toLeft << 2;
    right += 4 - (toLeft << 2);
  }
  store<u32>(part, <u32>((left - first) >> 2), 8);
}

/** Joins the divided parts of one node, which lie one after the other: all left rows, then all right ones. */
export function joinRows(own: usize, rows: usize, spare: usize, part: usize, parts: i32): void {
  let into = rows + (<usize>load<u32>(part) << 2);
  for (let p: usize = 0; p < <usize>parts; p++) {
    const bytes = <usize>load<u32>(part + p * 12, 8) << 2;
    memory.copy(into, rows + (<usize>load<u32>(part + p * 12) << 2), bytes);
    into += bytes;
  }
  for (let p: usize = 0; p < <usize>parts; p++) {
    const from = load<u32>(part + p * 12);
    const bytes = <usize>(load<u32>(part + p * 12, 4) - from - load<u32>(part + p * 12, 8)) << 2;
    memory.copy(into, spare + (<usize>from << 2), bytes);
    into += bytes;
  }
}

/** Notes for the rows of a leaf that they are in it. */
export function markRows(own: usize, rows: usize, from: i32, to: i32, leaves: usize, leaf: i32): void {
  for (let at = from; at < to; at++) store<u16>(leaves + (<usize>load<u32>(rows + (<usize>at << 2)) << 1), <u16>leaf);
}

/** The same for a node's last division, after which nothing is divided: one leaf for rows whose bin goes left, the next for the others. */
export function markDivided(own: usize, rows: usize, from: i32, to: i32, column: usize, goesLeft: usize, leaves: usize, leaf: i32): void {
  for (let at = from; at < to; at++) {
    const row = <usize>load<u32>(rows + (<usize>at << 2));
    store<u16>(leaves + (row << 1), <u16>(leaf + 1 - <i32>load<u8>(goesLeft + <usize>load<u8>(column + row))));
  }
}

/** Adds to the margins of rows from…to the values of their leaves, row by row, which the memory likes better than leaf by leaf. */
export function addLeaves(own: usize, from: usize, to: usize, leaves: usize, values: usize, margins: usize, outputs: usize, output: usize): void {
  for (let row = from; row < to; row++) {
    const margin = margins + ((row * outputs + output) << 3);
    store<f64>(margin, load<f64>(margin) + load<f64>(values + (<usize>load<u16>(leaves + (row << 1)) << 3)));
  }
}

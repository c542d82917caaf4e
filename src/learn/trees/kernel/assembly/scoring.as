/** Rows whose values are laid side by side and then pass all trees together. */
const blockRows: i32 = 64;
/** Bytes of scratch that a block may fill. */
const blockBytes: usize = 65536;

/**
 * Adds to the margins of rows from…to what every tree gives them. `columns` holds doubles, a column `distance` bytes after the
 * last. A node has 16 bytes: its threshold, the place of its feature in a row in bytes, and the place of its left child, behind which
 * is the right one; a leaf has no number as threshold and is its own left child. `sides` holds 1 for nodes whose missing values go right. `trees` holds
 * three numbers a tree: root, steps to its deepest leaf, output. Every row takes all steps, four rows at a time; no branch.
 */
export function scoreRows(own: usize, columns: usize, distance: usize, from: i32, to: i32, width: i32, nodes: usize, sides: usize, values: usize, trees: usize, count: i32, margins: usize, outputs: i32): void {
  const stride = <usize>width << 3;
  const most = <i32>min(<usize>blockRows, blockBytes / stride) & ~3;
  for (let at = from; at < to; at += most) {
    const rows = min(most, to - at);
    const hasMissing = laid(own, columns + (<usize>at << 3), distance, rows, width);
    for (let tree: usize = 0; tree < <usize>count; tree++) {
      const root = load<u32>(trees + tree * 12);
      const steps = load<i32>(trees + tree * 12, 4);
      const margin = margins + (((<usize>at * <usize>outputs) + <usize>load<u32>(trees + tree * 12, 8)) << 3);
      if (hasMissing) walkMissing(own, stride, rows, root, steps, nodes, sides, values, margin, <usize>outputs << 3);
      else walk(own, stride, rows, root, steps, nodes, values, margin, <usize>outputs << 3);
    }
  }
}

/** Lays rows side by side, the last ones once more up to four; says whether a value is missing. */
function laid(own: usize, columns: usize, distance: usize, rows: i32, width: i32): bool {
  let missing: u32 = 0;
  const stride = <usize>width << 3;
  const padded = (rows + 3) & ~3;
  for (let feature: usize = 0; feature < <usize>width; feature++) {
    const column = columns + feature * distance;
    for (let i = 0; i < padded; i++) {
      const value = load<f64>(column + (<usize>min(i, rows - 1) << 3));
      missing |= <u32>(value !== value);
      store<f64>(own + <usize>i * stride + (feature << 3), value);
    }
  }
  return missing !== 0;
}

@inline
function step(node: usize, row: usize): usize {
  return <usize>load<u32>(node, 12) + (<usize>(load<f64>(row + <usize>load<u32>(node, 8)) >= load<f64>(node)) << 4);
}

@inline
function add(margin: usize, values: usize, node: usize, nodes: usize): void {
  store<f64>(margin, load<f64>(margin) + load<f64>(values + ((node - nodes) >> 1)));
}

function walk(own: usize, stride: usize, rows: i32, root: u32, steps: i32, nodes: usize, values: usize, margins: usize, apart: usize): void {
  const first = nodes + (<usize>root << 4);
  for (let i = 0; i < rows; i += 4) {
    const row = own + <usize>i * stride;
    let a = first;
    let b = first;
    let c = first;
    let d = first;
    for (let s = 0; s < steps; s++) {
      a = step(a, row);
      b = step(b, row + stride);
      c = step(c, row + stride * 2);
      d = step(d, row + stride * 3);
    }
    const margin = margins + <usize>i * apart;
    add(margin, values, a, nodes);
    if (i + 1 < rows) add(margin + apart, values, b, nodes);
    if (i + 2 < rows) add(margin + apart * 2, values, c, nodes);
    if (i + 3 < rows) add(margin + apart * 3, values, d, nodes);
  }
}

@inline
function stepMissing(node: usize, row: usize, nodes: usize, sides: usize): usize {
  const value = load<f64>(row + <usize>load<u32>(node, 8));
  const right = <u32>(value >= load<f64>(node)) | (<u32>(value !== value) & <u32>load<u8>(sides + ((node - nodes) >> 4)));
  return <usize>load<u32>(node, 12) + (<usize>right << 4);
}

function walkMissing(own: usize, stride: usize, rows: i32, root: u32, steps: i32, nodes: usize, sides: usize, values: usize, margins: usize, apart: usize): void {
  const first = nodes + (<usize>root << 4);
  for (let i = 0; i < rows; i += 4) {
    const row = own + <usize>i * stride;
    let a = first;
    let b = first;
    let c = first;
    let d = first;
    for (let s = 0; s < steps; s++) {
      a = stepMissing(a, row, nodes, sides);
      b = stepMissing(b, row + stride, nodes, sides);
      c = stepMissing(c, row + stride * 2, nodes, sides);
      d = stepMissing(d, row + stride * 3, nodes, sides);
    }
    const margin = margins + <usize>i * apart;
    add(margin, values, a, nodes);
    if (i + 1 < rows) add(margin + apart, values, b, nodes);
    if (i + 2 < rows) add(margin + apart * 2, values, c, nodes);
    if (i + 3 < rows) add(margin + apart * 3, values, d, nodes);
  }
}

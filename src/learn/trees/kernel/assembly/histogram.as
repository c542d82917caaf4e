/** Rows whose gradients are gathered before their features are summed: what they touch stays in the second cache. */
const chunk: i32 = 2048;
/** Bytes of one feature's histogram: 256 slots of two doubles. */
const featureBytes: usize = 4096;

/**
 * Sums the gradient pairs of rows[from…to) by feature and bin. `bins` is one group of features, row by row, `stride` bytes a row.
 * Eight features at a time, so that their 32 KiB of sums stay in the first cache.
 */
export function sumHistogram(own: usize, bins: usize, stride: usize, features: i32, pairs: usize, rows: usize, from: i32, to: i32, into: usize): void {
  memory.fill(into, 0, <usize>features * featureBytes);
  for (let at = from; at < to; at += chunk) {
    const count = min(chunk, to - at);
    const list = rows + (<usize>at << 2);
    gather(bins, stride, pairs, list, count, own);
    for (let feature = 0; feature < features; feature += 8) addBlock(min(8, features - feature), bins + <usize>feature, stride, list, count, own, into + <usize>feature * featureBytes);
  }
}

/** Puts the rows' gradients side by side, and touches their bins so that the cache fetches many at once: there is no prefetch. */
function gather(bins: usize, stride: usize, pairs: usize, rows: usize, count: i32, own: usize): void {
  let touched: u32 = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = <usize>load<u32>(rows + (i << 2));
    touched += <u32>load<u8>(bins + row * stride);
    v128.store(own + (i << 4), v128.load(pairs + (row << 4)));
  }
  store<u32>(own + (<usize>chunk << 4), touched);
}

function addBlock(width: i32, bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void {
  switch (width) {
    case 8: add8(bins, stride, rows, count, own, into); break;
    case 7: add7(bins, stride, rows, count, own, into); break;
    case 6: add6(bins, stride, rows, count, own, into); break;
    case 5: add5(bins, stride, rows, count, own, into); break;
    case 4: add4(bins, stride, rows, count, own, into); break;
    case 3: add3(bins, stride, rows, count, own, into); break;
    case 2: add2(bins, stride, rows, count, own, into); break;
    default: add1(bins, stride, rows, count, own, into);
  }
}

@inline
function addRows(width: i32, bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = bins + <usize>load<u32>(rows + (i << 2)) * stride;
    const pair = v128.load(own + (i << 4));
    let slot = into + (<usize>load<u8>(row) << 4);
    v128.store(slot, f64x2.add(v128.load(slot), pair));
    if (width > 1) { slot = into + (<usize>load<u8>(row, 1) << 4); v128.store(slot, f64x2.add(v128.load(slot, 4096), pair), 4096); }
    if (width > 2) { slot = into + (<usize>load<u8>(row, 2) << 4); v128.store(slot, f64x2.add(v128.load(slot, 8192), pair), 8192); }
    if (width > 3) { slot = into + (<usize>load<u8>(row, 3) << 4); v128.store(slot, f64x2.add(v128.load(slot, 12288), pair), 12288); }
    if (width > 4) { slot = into + (<usize>load<u8>(row, 4) << 4); v128.store(slot, f64x2.add(v128.load(slot, 16384), pair), 16384); }
    if (width > 5) { slot = into + (<usize>load<u8>(row, 5) << 4); v128.store(slot, f64x2.add(v128.load(slot, 20480), pair), 20480); }
    if (width > 6) { slot = into + (<usize>load<u8>(row, 6) << 4); v128.store(slot, f64x2.add(v128.load(slot, 24576), pair), 24576); }
    if (width > 7) { slot = into + (<usize>load<u8>(row, 7) << 4); v128.store(slot, f64x2.add(v128.load(slot, 28672), pair), 28672); }
  }
}

function add1(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(1, bins, stride, rows, count, own, into); }
function add2(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(2, bins, stride, rows, count, own, into); }
function add3(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(3, bins, stride, rows, count, own, into); }
function add4(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(4, bins, stride, rows, count, own, into); }
function add5(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(5, bins, stride, rows, count, own, into); }
function add6(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(6, bins, stride, rows, count, own, into); }
function add7(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(7, bins, stride, rows, count, own, into); }
function add8(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(8, bins, stride, rows, count, own, into); }

/** Adds `bytes` of another thread's sums. */
export function addHistogram(own: usize, into: usize, part: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(into + at, f64x2.add(v128.load(into + at), v128.load(part + at)));
}

/** Turns a node's sums into those of one child by taking away the other child's. */
export function subtractHistogram(own: usize, node: usize, child: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(node + at, f64x2.sub(v128.load(node + at), v128.load(child + at)));
}

/** Rows whose gradients are gathered before their features are summed: what they touch stays in the second cache. */
const chunk: i32 = 2048;
/** Bytes of one feature's histogram: 256 slots of two doubles. */
const featureBytes: usize = 4096;

/** Features summed in one pass: 64 KiB of sums, which the first two caches hold; each pass reads the list of rows once more. */
const passWidth: i32 = 16;

/**
 * Sums the gradient pairs of rows[from…to) by feature and bin. `bins` is one group of features, row by row, `stride` bytes a row.
 */
export function sumHistogram(own: usize, bins: usize, stride: usize, features: i32, pairs: usize, rows: usize, from: i32, to: i32, into: usize): void {
  memory.fill(into, 0, <usize>features * featureBytes);
  for (let at = from; at < to; at += chunk) {
    const count = min(chunk, to - at);
    const list = rows + (<usize>at << 2);
    gather(bins, stride, pairs, list, count, own);
    for (let feature = 0; feature < features;) {
      const width = widthOf(features - feature);
      addPass(width, bins + <usize>feature, stride, list, count, own, into + <usize>feature * featureBytes);
      feature += width;
    }
  }
}

/** What is left is shared out evenly over passes. */
function widthOf(left: i32): i32 {
  const passes = (left + passWidth - 1) / passWidth;
  return (left + passes - 1) / passes;
}

/** Puts the rows' gradients side by side as doubles, and touches their bins so that the cache fetches many at once: there is no prefetch. */
function gather(bins: usize, stride: usize, pairs: usize, rows: usize, count: i32, own: usize): void {
  let touched: u32 = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = <usize>load<u32>(rows + (i << 2));
    touched += <u32>load<u8>(bins + row * stride);
    v128.store(own + (i << 4), f64x2.convert_low_i32x4_s(v128.load64_zero(pairs + (row << 3))));
  }
  store<u32>(own + (<usize>chunk << 4), touched);
}

function addPass(width: i32, bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void {
  switch (width) {
    case 1: add1(bins, stride, rows, count, own, into); break;
    case 2: add2(bins, stride, rows, count, own, into); break;
    case 3: add3(bins, stride, rows, count, own, into); break;
    case 4: add4(bins, stride, rows, count, own, into); break;
    case 5: add5(bins, stride, rows, count, own, into); break;
    case 6: add6(bins, stride, rows, count, own, into); break;
    case 7: add7(bins, stride, rows, count, own, into); break;
    case 8: add8(bins, stride, rows, count, own, into); break;
    case 9: add9(bins, stride, rows, count, own, into); break;
    case 10: add10(bins, stride, rows, count, own, into); break;
    case 11: add11(bins, stride, rows, count, own, into); break;
    case 12: add12(bins, stride, rows, count, own, into); break;
    case 13: add13(bins, stride, rows, count, own, into); break;
    case 14: add14(bins, stride, rows, count, own, into); break;
    case 15: add15(bins, stride, rows, count, own, into); break;
    default: add16(bins, stride, rows, count, own, into);
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
    if (width > 8) { slot = into + (<usize>load<u8>(row, 8) << 4); v128.store(slot, f64x2.add(v128.load(slot, 32768), pair), 32768); }
    if (width > 9) { slot = into + (<usize>load<u8>(row, 9) << 4); v128.store(slot, f64x2.add(v128.load(slot, 36864), pair), 36864); }
    if (width > 10) { slot = into + (<usize>load<u8>(row, 10) << 4); v128.store(slot, f64x2.add(v128.load(slot, 40960), pair), 40960); }
    if (width > 11) { slot = into + (<usize>load<u8>(row, 11) << 4); v128.store(slot, f64x2.add(v128.load(slot, 45056), pair), 45056); }
    if (width > 12) { slot = into + (<usize>load<u8>(row, 12) << 4); v128.store(slot, f64x2.add(v128.load(slot, 49152), pair), 49152); }
    if (width > 13) { slot = into + (<usize>load<u8>(row, 13) << 4); v128.store(slot, f64x2.add(v128.load(slot, 53248), pair), 53248); }
    if (width > 14) { slot = into + (<usize>load<u8>(row, 14) << 4); v128.store(slot, f64x2.add(v128.load(slot, 57344), pair), 57344); }
    if (width > 15) { slot = into + (<usize>load<u8>(row, 15) << 4); v128.store(slot, f64x2.add(v128.load(slot, 61440), pair), 61440); }
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
function add9(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(9, bins, stride, rows, count, own, into); }
function add10(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(10, bins, stride, rows, count, own, into); }
function add11(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(11, bins, stride, rows, count, own, into); }
function add12(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(12, bins, stride, rows, count, own, into); }
function add13(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(13, bins, stride, rows, count, own, into); }
function add14(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(14, bins, stride, rows, count, own, into); }
function add15(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(15, bins, stride, rows, count, own, into); }
function add16(bins: usize, stride: usize, rows: usize, count: i32, own: usize, into: usize): void { addRows(16, bins, stride, rows, count, own, into); }

/** Adds `bytes` of another thread's sums. */
export function addHistogram(own: usize, into: usize, part: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(into + at, f64x2.add(v128.load(into + at), v128.load(part + at)));
}

/** Turns a node's sums into those of one child by taking away the other child's. */
export function subtractHistogram(own: usize, node: usize, child: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(node + at, f64x2.sub(v128.load(node + at), v128.load(child + at)));
}

/**
 * The most that a cut of each feature can bring together on both sides, G²/(H + λ) in the units of the integers, missing values
 * tried on both; `cuts` holds each feature's count of cuts. What no bound on weights can raise, so most features need no second look.
 */
export function screenCuts(own: usize, histogram: usize, cuts: usize, features: i32, lambda: f64, into: usize): void {
  const penalty = f64x2.splat(lambda);
  for (let feature: usize = 0; feature < <usize>features; feature++) {
    const first = histogram + feature * featureBytes;
    const bins = <usize>load<i32>(cuts + (feature << 2)) + 1;
    const missing = v128.load(first, 4080);
    let total = missing;
    for (let bin: usize = 0; bin < bins; bin++) total = f64x2.add(total, v128.load(first + (bin << 4)));
    const both = f64x2.extract_lane(missing, 1) > 0;
    let left = f64x2.splat(0);
    let most: f64 = 0;
    for (let bin: usize = 0; bin < bins; bin++) {
      left = f64x2.add(left, v128.load(first + (bin << 4)));
      most = max(most, sidesOf(left, total, penalty));
      if (both) most = max(most, sidesOf(f64x2.add(left, missing), total, penalty));
    }
    store<f64>(into + (feature << 3), most);
  }
}

/** G²/(H + λ) of a part and of the rest, added; 0 where a part is empty. */
@inline
function sidesOf(left: v128, total: v128, penalty: v128): f64 {
  const right = f64x2.sub(total, left);
  const gradients = v128.shuffle<f64>(left, right, 0, 2);
  const sides = f64x2.div(f64x2.mul(gradients, gradients), f64x2.add(v128.shuffle<f64>(left, right, 1, 3), penalty));
  const sum = f64x2.extract_lane(sides, 0) + f64x2.extract_lane(sides, 1);
  // Nothing divided by nothing is not a number and compares as not above.
  return sum > 0 ? sum : 0;
}

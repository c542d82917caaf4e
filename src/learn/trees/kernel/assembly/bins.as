/** Bits of a sort key that one pass looks at. */
const digit: u64 = 11;
const digits: i32 = 6;
const buckets: i32 = 2048;

/** Doubles in order are keys in order: all bits turned where negative, else the first. Minus zero counts as zero. */
@inline
function keyOf(value: f64): u64 {
  const bits = reinterpret<u64>(value + 0.0);
  return bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000);
}

@inline
function valueOf(key: u64): f64 {
  return reinterpret<f64>(key ^ (<u64>(<i64>(~key) >> 63) | 0x8000000000000000));
}

/**
 * Sorts the known values of a column, with their weights where there are any: by digits of their bits from the last to the first
 * (radix sort), leaving out digits that all share. `keys` and `spare` hold 8 bytes a row, 16 with weights; `answer` receives the
 * count of the known and where the sorted keys lie.
 */
export function sortKnown(own: usize, column: usize, rows: i32, weights: usize, keys: usize, spare: usize, answer: usize): void {
  const step: usize = weights !== 0 ? 16 : 8;
  const counts = own;
  memory.fill(counts, 0, <usize>(digits * buckets) << 2);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const value = load<f64>(column + (<usize>row << 3));
    if (value !== value) continue;
    const key = keyOf(value);
    const at = keys + <usize>count * step;
    store<u64>(at, key);
    if (weights !== 0) store<f64>(at, load<f64>(weights + (<usize>row << 3)), 8);
    for (let d = 0; d < digits; d++) {
      const slot = counts + (<usize>(d * buckets + <i32>((key >> (<u64>d * digit)) & 2047)) << 2);
      store<u32>(slot, load<u32>(slot) + 1);
    }
    count++;
  }
  store<i32>(answer, count);
  store<u32>(answer, <u32>(count > 0 ? sorted(keys, spare, step, count, counts) : keys), 4);
}

function sorted(keys: usize, spare: usize, step: usize, count: i32, counts: usize): usize {
  const end = <usize>count * step;
  for (let d = 0; d < digits; d++) {
    const slots = counts + (<usize>(d * buckets) << 2);
    const shift = <u64>d * digit;
    if (load<u32>(slots + (<usize>((load<u64>(keys) >> shift) & 2047) << 2)) === <u32>count) continue;
    placesOf(slots);
    for (let at: usize = 0; at < end; at += step) {
      const key = load<u64>(keys + at);
      const slot = slots + (<usize>((key >> shift) & 2047) << 2);
      const place = load<u32>(slot);
      store<u32>(slot, place + 1);
      const into = spare + <usize>place * step;
      store<u64>(into, key);
      if (step === 16) store<u64>(into, load<u64>(keys + at, 8), 8);
    }
    const other = keys;
    keys = spare;
    spare = other;
  }
  return keys;
}

/** Turns counts into the place of each bucket's first key. */
function placesOf(slots: usize): void {
  let place: u32 = 0;
  for (let b: usize = 0; b < <usize>buckets; b++) {
    const own = load<u32>(slots + (b << 2));
    store<u32>(slots + (b << 2), place);
    place += own;
  }
}

/**
 * Chooses where to cut sorted keys into at most `most` bins of equal weight: after a value when the weight up to it reaches the
 * next of the equal shares; after every value where there are no more values than bins. `cuts` receives the value on either side
 * of each cut, `answer` their count. `weighted` is 1 where each key has its weight behind it.
 */
export function cutSorted(own: usize, keys: usize, count: i32, weighted: i32, most: i32, cuts: usize, answer: usize): void {
  const step: usize = weighted ? 16 : 8;
  let total: f64 = 0;
  let values = 0;
  for (let i = 0; i < count; i++) {
    const at = keys + <usize>i * step;
    total += weighted ? load<f64>(at, 8) : 1;
    if (i === 0 || load<u64>(at) !== load<u64>(at - step)) values++;
  }
  let before: f64 = 0;
  let next: f64 = 1;
  let cut = 0;
  for (let i = 0; i + 1 < count && cut + 1 < most; i++) {
    const at = keys + <usize>i * step;
    before += weighted ? load<f64>(at, 8) : 1;
    const key = load<u64>(at);
    const after = load<u64>(at + step);
    if (key === after || (values > most && before * <f64>most < next * total)) continue;
    store<f64>(cuts + (<usize>cut << 4), valueOf(key));
    store<f64>(cuts + (<usize>cut << 4), valueOf(after), 8);
    cut++;
    next = Math.floor((before * <f64>most) / total) + 1;
  }
  store<i32>(answer, cut);
}

/** The bin of each value: the count of cuts at or below it, 255 where it is missing. `cuts` holds 255 numbers, the unused infinite. */
export function binColumn(own: usize, column: usize, rows: i32, cuts: usize, into: usize): void {
  for (let row = 0; row < rows; row++) {
    const value = load<f64>(column + (<usize>row << 3));
    let at = cuts;
    at += select<usize>(1024, 0, load<f64>(at, 1016) <= value);
    at += select<usize>(512, 0, load<f64>(at, 504) <= value);
    at += select<usize>(256, 0, load<f64>(at, 248) <= value);
    at += select<usize>(128, 0, load<f64>(at, 120) <= value);
    at += select<usize>(64, 0, load<f64>(at, 56) <= value);
    at += select<usize>(32, 0, load<f64>(at, 24) <= value);
    at += select<usize>(16, 0, load<f64>(at, 8) <= value);
    at += select<usize>(8, 0, load<f64>(at) <= value);
    store<u8>(into + <usize>row, select<u8>(<u8>((at - cuts) >> 3), 255, value === value));
  }
}

/** Lays up to eight columns of bins, each `distance` bytes after the last, side by side, `stride` bytes a row; those from `features` on are empty. */
export function packRows(own: usize, columns: usize, distance: usize, from: usize, to: usize, features: i32, into: usize, stride: usize): void {
  for (let row = from; row < to; row++) {
    let packed: u64 = 0;
    for (let f = 0; f < features; f++) packed |= <u64>load<u8>(columns + <usize>f * distance + row) << (<u64>f << 3);
    store<u64>(into + row * stride, packed);
  }
}

/**
 * CityHash64 as the facts engine computes it (`cityHash64`), so that what is hashed here is found there.
 * Pike, G., Alakuijala, J. (2011): CityHash, version 1.0.2, whose digests later versions changed and the engine kept.
 */
const k0 = 0xc3a5c85c97cb3127n;
const k1 = 0xb492b66fbe98f273n;
const k2 = 0x9ae16a3b2f90404fn;
const k3 = 0xc949d7c7509e6557n;
const kMul = 0x9ddfea08eb382d69n;

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint): bigint => u64((value >> by) | (value << (64n - by)));
const shiftMix = (value: bigint): bigint => value ^ (value >> 47n);

/** Two hashes as one, in this order. */
export function hashTogether(low: bigint, high: bigint): bigint {
  const a = shiftMix(u64((low ^ high) * kMul));
  return u64(shiftMix(u64((high ^ a) * kMul)) * kMul);
}

/** Hash of a whole number. */
export function hashOfNumber(value: bigint): bigint {
  const start = u64(value) ^ 0x4cf2d2baae6da887n;
  const once = u64((start ^ (start >> 33n)) * 0xff51afd7ed558ccdn);
  const twice = u64((once ^ (once >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return twice ^ (twice >> 33n);
}

/** Hash of a text's UTF-8 bytes. */
export function hashOfText(text: string): bigint {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= 16) return upTo16(bytes);
  if (bytes.length <= 32) return upTo32(bytes);
  return bytes.length <= 64 ? upTo64(bytes) : longer(bytes);
}

function upTo16(bytes: Buffer): bigint {
  const size = bytes.length;
  const length = BigInt(size);
  if (size > 8) {
    const [a, b] = [bytes.readBigUInt64LE(0), bytes.readBigUInt64LE(size - 8)];
    return hashTogether(a, rotate(u64(b + length), length)) ^ b;
  }
  if (size >= 4) return hashTogether(length + (BigInt(bytes.readUInt32LE(0)) << 3n), BigInt(bytes.readUInt32LE(size - 4)));
  if (size === 0) return k2;
  const y = BigInt(bytes.readUInt8(0)) + (BigInt(bytes.readUInt8(size >> 1)) << 8n);
  const z = length + (BigInt(bytes.readUInt8(size - 1)) << 2n);
  return u64(shiftMix(u64(y * k2) ^ u64(z * k3)) * k2);
}

function upTo32(bytes: Buffer): bigint {
  const size = bytes.length;
  const a = u64(bytes.readBigUInt64LE(0) * k1);
  const b = bytes.readBigUInt64LE(8);
  const c = u64(bytes.readBigUInt64LE(size - 8) * k2);
  const d = u64(bytes.readBigUInt64LE(size - 16) * k0);
  return hashTogether(u64(rotate(u64(a - b), 43n) + rotate(c, 30n) + d), u64(a + rotate(b ^ k3, 20n) - c + BigInt(size)));
}

/** Half of a text of 33 to 64 bytes. */
function half(start: bigint, last: bigint, second: bigint, third: bigint): [bigint, bigint] {
  const next = u64(start + second);
  const sum = u64(next + third);
  return [u64(sum + last), u64(rotate(u64(start + last), 52n) + rotate(sum, 31n) + rotate(start, 37n) + rotate(next, 7n))];
}

function upTo64(bytes: Buffer): bigint {
  const size = bytes.length;
  const word = (at: number): bigint => bytes.readBigUInt64LE(at);
  const v = half(u64(word(0) + (BigInt(size) + word(size - 16)) * k0), word(24), word(8), word(16));
  const w = half(u64(word(16) + word(size - 32)), word(size - 8), word(size - 24), word(size - 16));
  const both = shiftMix(u64((v[0] + w[1]) * k2 + (w[0] + v[1]) * k0));
  return u64(shiftMix(u64(both * k0 + v[1])) * k2);
}

function seeded(bytes: Buffer, at: number, a: bigint, b: bigint): [bigint, bigint] {
  const word = (offset: number): bigint => bytes.readBigUInt64LE(at + offset);
  const first = u64(a + word(0));
  const turned = rotate(u64(b + first + word(24)), 21n);
  const sum = u64(first + word(8) + word(16));
  return [u64(sum + word(24)), u64(turned + rotate(sum, 44n) + first)];
}

function longer(bytes: Buffer): bigint {
  const size = bytes.length;
  const word = (at: number): bigint => bytes.readBigUInt64LE(at);
  let x = word(0);
  let y = word(size - 16) ^ k1;
  let z = word(size - 56) ^ k0;
  let v = seeded(bytes, size - 64, BigInt(size), y);
  let w = seeded(bytes, size - 32, u64(BigInt(size) * k1), k0);
  z = u64(z + shiftMix(v[1]) * k1);
  x = u64(rotate(u64(z + x), 39n) * k1);
  y = u64(rotate(y, 33n) * k1);
  for (let at = 0; at < ((size - 1) & ~63); at += 64) {
    x = u64(rotate(u64(x + y + v[0] + word(at + 16)), 37n) * k1) ^ w[1];
    y = u64(rotate(u64(y + v[1] + word(at + 48)), 42n) * k1) ^ v[0];
    z = rotate(z ^ w[0], 33n);
    v = seeded(bytes, at, u64(v[1] * k1), u64(x + w[0]));
    w = seeded(bytes, at + 32, u64(z + w[1]), y);
    [z, x] = [x, z];
  }
  return hashTogether(u64(hashTogether(v[0], w[0]) + shiftMix(y) * k1 + z), u64(hashTogether(v[1], w[1]) + x));
}

/** Uniform numbers in [0, 1). */
export type RandomStream = () => number;

/**
 * A stream keyed by everything that should make it differ, such as (seed, subject, date): equal keys give equal streams,
 * whatever else was drawn before. Keys are hashed with xmur3 into the state of sfc32 (Chris Doty-Humphrey, PractRand).
 */
export function randomStream(...keys: ReadonlyArray<string | number>): RandomStream {
  const word = hashWords(JSON.stringify(keys));
  let [a, b, c, d] = [word(), word(), word(), 1];
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  return next;
}

function hashWords(text: string): () => number {
  let hash = 1_779_033_703 ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3_432_918_353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
    hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
    return (hash ^= hash >>> 16) | 0;
  };
}

/** One draw from the standard normal distribution (Box and Muller 1958). */
export function normalDraw(random: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** Fisher–Yates: a new array in random order. */
export function shuffled<T>(items: readonly T[], random: RandomStream): T[] {
  const order = [...items];
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other] as T, order[index] as T];
  }
  return order;
}

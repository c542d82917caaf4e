/** For tests: everything that something yields, in its order. */
export async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const held: T[] = [];
  for await (const one of from) held.push(one);
  return held;
}

/**
 * A pure function of one text that remembers its latest answers, because names of companies, countries and domains repeat.
 * Holds at most twice `size` answers: when the newer half is full it becomes the older one, so that nothing is ever sorted.
 */
export function remember<T>(size: number, answer: (text: string) => T): (text: string) => T {
  let newer = new Map<string, T>();
  let older = new Map<string, T>();
  return (text) => {
    const known = newer.get(text) ?? older.get(text);
    if (known !== undefined) return known;
    if (newer.size >= size) [older, newer] = [newer, new Map()];
    const found = answer(text);
    newer.set(text, found);
    return found;
  };
}

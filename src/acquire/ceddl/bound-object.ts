/**
 * Bounds of a `digitalData`: levels of nesting, values in all, characters of text and names in all; calls that it stands for, and
 * characters that the context takes up on all of them together.
 */
export const ceddlBounds = { depth: 32, values: 20_000, characters: 500_000, calls: 1_000, contexts: 4_000_000 } as const;

export type BeyondBounds = 'too_deep' | 'too_large';

const entriesOf = (value: unknown): Array<[string, unknown]> => (typeof value === 'object' && value !== null && !(value instanceof Date) ? Object.entries(value) : []);

/** The bound that a value breaks, or null. Walks without recursion and stops at the first bound: nothing makes it slow or deep. */
export function beyondBounds(given: unknown): BeyondBounds | null {
  let [values, characters] = [0, 0];
  const waiting: Array<{ value: unknown; depth: number }> = [{ value: given, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (depth > ceddlBounds.depth) return 'too_deep';
    values += 1;
    characters += typeof value === 'string' ? value.length : 0;
    for (const [name, child] of entriesOf(value)) {
      characters += name.length;
      waiting.push({ value: child, depth: depth + 1 });
      if (values + waiting.length > ceddlBounds.values || characters > ceddlBounds.characters) return 'too_large';
    }
    if (characters > ceddlBounds.characters) return 'too_large';
  }
  return null;
}

/** Levels that are kept of a value too deep to be written. */
const levelsKept = 64;

/** A value as JSON that every reader can read: half characters (lone surrogates), which only some can, are replaced. */
export function jsonText(value: unknown): { readonly text: string; readonly isRepaired: boolean } {
  const text = written(value);
  if (!text.includes('\\ud')) return { text, isRepaired: false };
  // Only lone halves are escaped by JSON.stringify; a backslash that is itself escaped stands for itself.
  const repaired = text.replace(/\\(?:\\|ud[89a-f][0-9a-f]{2})/g, (escape) => (escape === '\\\\' ? escape : '\ufffd'));
  return { text: repaired, isRepaired: repaired !== text };
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '{}';
  } catch (error) {
    // The stack overflows at some thousand levels. Such a value is put aside in any case; what can be shown of it is kept.
    if (error instanceof RangeError) return JSON.stringify(cut(value, levelsKept));
    throw error;
  }
}

function cut(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '[deeper]';
  return Array.isArray(value) ? value.map((part) => cut(part, levels - 1)) : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, cut(part, levels - 1)]));
}

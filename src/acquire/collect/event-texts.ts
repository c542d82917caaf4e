/** A value as JSON that every reader can read: half characters (lone surrogates), which only some can, are replaced. */
export function jsonText(value: unknown): { readonly text: string; readonly isRepaired: boolean } {
  const text = JSON.stringify(value) ?? '{}';
  if (!text.includes('\\ud')) return { text, isRepaired: false };
  // Only lone halves are escaped by JSON.stringify; a backslash that is itself escaped stands for itself.
  const repaired = text.replace(/\\(?:\\|ud[89a-f][0-9a-f]{2})/g, (escape) => (escape === '\\\\' ? escape : '\ufffd'));
  return { text: repaired, isRepaired: repaired !== text };
}

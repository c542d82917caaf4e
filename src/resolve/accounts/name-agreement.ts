/** How two cores of company names agree: the same; nearly (a letter, or the spaces); the words of one within the other; or not. */
export type NameAgreement = 'same' | 'near' | 'part' | 'other';

const spaces = / /g;

export function nameAgreement(a: string, b: string): NameAgreement {
  if (a === b) return 'same';
  if (a === '' || b === '') return 'other';
  const [joinedA, joinedB] = [a.replace(spaces, ''), b.replace(spaces, '')];
  if (joinedA === joinedB || (Math.min(joinedA.length, joinedB.length) >= 6 && isOneLetterOff(joinedA, joinedB))) return 'near';
  return isWithin(a.split(' '), b.split(' ')) ? 'part' : 'other';
}

function isWithin(a: readonly string[], b: readonly string[]): boolean {
  const [fewer, more] = a.length <= b.length ? [a, new Set(b)] : [b, new Set(a)];
  return fewer.every((word) => more.has(word)) && fewer.some((word) => word.length > 2);
}

/** One letter put in, left out or another, or two neighbours swapped (restricted Damerau-Levenshtein distance 1). */
function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwap = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  return isSwap || (left.length <= 1 && right.length <= 1);
}

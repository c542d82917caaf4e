import type { Draw } from './draw.ts';

/** Keys beside each key on an English keyboard. */
const beside: Readonly<Record<string, string>> = { a: 'qsz', b: 'vn', c: 'xv', d: 'sf', e: 'wr', f: 'dg', g: 'fh', h: 'gj', i: 'uo', j: 'hk', k: 'jl', l: 'k', m: 'n', n: 'bm', o: 'ip', p: 'o', q: 'w', r: 'et', s: 'ad', t: 'ry', u: 'yi', v: 'cb', w: 'qe', x: 'zc', y: 'tu', z: 'x' };
const scanned: ReadonlyArray<readonly [string, string]> = [['rn', 'm'], ['m', 'rn'], ['o', '0'], ['l', '1'], ['i', 'l'], ['e', 'c'], ['cl', 'd'], ['h', 'b'], ['u', 'v'], ['s', '5'], ['B', '8'], ['O', '0']];
const byEar: ReadonlyArray<readonly [string, string]> = [['ph', 'f'], ['th', 't'], ['ck', 'k'], ['ie', 'i'], ['ei', 'ai'], ['dt', 't'], ['ss', 's'], ['ll', 'l'], ['nn', 'n'], ['tt', 't'], ['mm', 'm'], ['c', 'k'], ['y', 'i'], ['v', 'w'], ['d', 't'], ['sch', 'sh'], ['ai', 'ay'], ['j', 'y']];

type Slip = (text: string, chance: Draw) => string;

const keyboard: Slip = (text, chance) => {
  const at = 1 + chance.below(text.length - 1);
  const near = beside[text.charAt(at).toLowerCase()];
  return near === undefined ? dropped(text, chance) : text.slice(0, at) + near.charAt(chance.below(near.length)) + text.slice(at + 1);
};
const swapped: Slip = (text, chance) => {
  const at = chance.below(text.length - 1);
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
};
const dropped: Slip = (text, chance) => {
  const at = 1 + chance.below(text.length - 1);
  return text.slice(0, at) + text.slice(at + 1);
};
const doubled: Slip = (text, chance) => {
  const at = chance.below(text.length);
  return text.slice(0, at + 1) + text.slice(at);
};
const misread = (pairs: ReadonlyArray<readonly [string, string]>): Slip => (text, chance) => {
  const from = chance.below(pairs.length);
  for (let step = 0; step < pairs.length; step += 1) {
    const [right, wrong] = pairs[(from + step) % pairs.length] as readonly [string, string];
    const at = text.indexOf(right, 1);
    if (at > 0) return text.slice(0, at) + wrong + text.slice(at + right.length);
  }
  return keyboard(text, chance);
};

const kinds: readonly Slip[] = [keyboard, swapped, dropped, doubled, misread(scanned), misread(byEar)];

/** One slip of a kind drawn by these shares; texts under three letters stay as they are. */
export function slipped(text: string, shares: readonly number[], chance: Draw): string {
  if (text.length < 3) return text;
  let left = chance.uniform();
  const kind = shares.findIndex((share) => (left -= share) < 0);
  return (kinds[Math.max(0, kind)] as Slip)(text, chance);
}

/** One digit wrong or two the wrong way round, beyond the country's code. */
export function misdialled(phone: string, chance: Draw): string {
  const at = phone.length - 1 - chance.below(4);
  const digit = phone.charCodeAt(at) - 48;
  if (digit < 0 || digit > 9) return phone;
  const before = phone.charAt(at - 1);
  if (chance.happens(0.4) && before >= '0' && before <= '9') return phone.slice(0, at - 1) + phone.charAt(at) + before + phone.slice(at + 1);
  return phone.slice(0, at) + String((digit + 1 + chance.below(9)) % 10) + phone.slice(at + 1);
}

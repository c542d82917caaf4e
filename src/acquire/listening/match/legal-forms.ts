import { wordsOf } from '../words.ts';

/** Forms of companies, folded and without dots; only at the end of a name. */
const forms = new Set((
  'gmbh ggmbh mbh ag se kg kgaa ohg gbr eg ev ug haftungsbeschrankt co cokg inc incorporated corp corporation ltd limited llc llp lp plc pllc pc '
  + 'sa sas sasu sarl srl sl slu spa scs snc bv nv vof ab oy oyj as asa aps ivs kk kft zrt nyrt bt spzoo sro doo dd ad ood eood pty pte pvt bhd sdn pt tbk jsc ojsc pjsc ooo zao oao '
  + 'sab sapi cv eirl sac saa ltda eireli cia gesmbh gesellschaft mbb partg'
).split(' '));
/** Words that only stand between forms: "GmbH & Co. KG", "S.A. de C.V.". */
const between = new Set(['and', 'und', 'de', 'y', 'et']);

/** A name without its legal form, and the form, both as words. */
export interface BareName {
  readonly words: readonly string[];
  readonly form: readonly string[];
}

/** Takes trailing legal forms off a name, and what stands in brackets. A name that is nothing but forms keeps its first word. */
export function withoutLegalForm(name: string): BareName {
  const words = wordsOf(name.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')).map((word) => word.forms[0] as string);
  let end = words.length;
  for (let next = endBefore(words, end); next < end && next > 0; next = endBefore(words, end)) end = next;
  while (end > 1 && between.has(words[end - 1] as string) && end < words.length) end -= 1;
  const kept = words.slice(0, end);
  return { words: kept.length > 1 && kept[0] === 'the' ? kept.slice(1) : kept, form: words.slice(end) };
}

/** Where the name ends before its last form: a form in one word, or in single letters (`S.p.A.`, `s. r. o.`). */
function endBefore(words: readonly string[], end: number): number {
  if (end > 1 && forms.has(words[end - 1] as string)) return end - 1;
  let from = end;
  while (from > 1 && (words[from - 1] as string).length <= 1) from -= 1;
  for (let start = from; start < end - 1; start += 1) {
    if (forms.has(words.slice(start, end).join(''))) return start;
  }
  if (words.slice(end - 4, end).join(' ') === 'sp z o o' && end > 4) return end - 4;
  return end > 2 && end < words.length && between.has(words[end - 1] as string) ? end - 1 : end;
}

/** Whether these words of a text, read from the first on, begin with a legal form; the form as one word. */
export function formAt(words: readonly string[]): string | null {
  if (forms.has(words[0] ?? '')) return words[0] as string;
  for (const length of [4, 3, 2]) {
    const letters = words.slice(0, length);
    if (letters.length === length && letters.every((word) => word.length === 1) && forms.has(letters.join(''))) return letters.join('');
  }
  return null;
}

/** How letters beyond English ones are written on other keyboards. One list per habit; made for this folder alone. */
const cyrillic: Readonly<Record<string, string>> = { а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sht', ъ: 'a', ь: 'y', ю: 'yu', я: 'ya' };
const latin: Readonly<Record<string, string>> = {
  á: 'a', à: 'a', â: 'a', ą: 'a', å: 'a', ä: 'a', ç: 'c', ć: 'c', č: 'c', é: 'e', è: 'e', ê: 'e', ë: 'e', ę: 'e', ğ: 'g', í: 'i', ì: 'i', î: 'i', ï: 'i', ı: 'i', ł: 'l', ñ: 'n', ń: 'n', ó: 'o', ò: 'o', ô: 'o', ö: 'o', ø: 'o', ś: 's', ş: 's', ß: 'ss', ú: 'u', ù: 'u', û: 'u', ü: 'u', ź: 'z', ż: 'z',
};
const german: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' };

const tableOf = (lists: ReadonlyArray<Readonly<Record<string, string>>>): ReadonlyMap<number, string> => new Map(Object.entries(Object.assign({}, ...lists) as Record<string, string>).flatMap(([letter, plain]) => [
  [letter.codePointAt(0) as number, plain] as const,
  ...(letter === 'ß' ? [] : [[letter.toUpperCase().codePointAt(0) as number, `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`] as const]),
]));
const tables = { bare: tableOf([cyrillic, latin, { İ: 'I' }]), spelt: tableOf([cyrillic, latin, german, { İ: 'I' }]) };

/** In English letters: `bare` drops the marks (Müller → Muller), `spelt` writes umlauts out (Müller → Mueller). */
export function plain(text: string, habit: 'bare' | 'spelt'): string {
  let written = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    written += code < 128 ? text.charAt(at) : (tables[habit].get(code) ?? text.charAt(at));
  }
  return written;
}

/** What a mail address or a domain can hold of a name: small English letters. */
export function addressPart(text: string): string {
  let written = '';
  const small = plain(text, 'spelt').toLowerCase();
  for (let at = 0; at < small.length; at += 1) {
    const code = small.charCodeAt(at);
    if ((code >= 97 && code <= 122) || code === 45) written += small.charAt(at);
  }
  return written;
}

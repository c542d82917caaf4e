const yes = new Set(['1', 'true', 'yes', 'y', 't', 'ja', 'wahr', 'oui', 'vrai', 'si', 'sí', 'sim', 'verdadero', 'x', 'converted', 'won']);
const no = new Set(['0', 'false', 'no', 'n', 'f', 'nein', 'falsch', 'non', 'faux', 'não', 'nao', 'falso', 'not converted', 'lost']);
const untouched = new Set(['select', '(select)', '-- select --', '--none--', '-none-', 'please select', 'bitte wählen', 'n/a', '#n/a', 'n.a.', '-', '--', '—', '–', 'null', '(null)', 'none', '(none)', 'nan', '(blank)', '(empty)', '(leer)', 'undefined']);
const longestUntouched = 14;

/** Truth of a cell in several languages; null where it is neither. */
export function parseBoolean(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : null;
}

/** A drop-down that nobody touched, or another way of writing nothing. */
export const isUntouched = (text: string): boolean => text.length <= longestUntouched && untouched.has(text.trim().toLowerCase());

/** Letters and digits only, without case and accents: how names of columns and values are compared. */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/[^\p{L}\p{N}]/gu, '');

import { refuse } from './guard.ts';

const longestStatement = 100_000;
const pieces = /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`\\]|\\[\s\S]|``)*`|--[^\n]*|\/\*[\s\S]*?\*\//g;
const plainName = /^[\p{L}\p{N}_ .,%€$£#/+:()-]{1,100}$/u;

/** A person's statement, cleaned: one statement, no quoted name that could hide anything. */
export interface CheckedText {
  readonly text: string;
  /** Names given to subqueries in WITH. */
  readonly ownNames: ReadonlySet<string>;
}

/** Refuses by text what the parser would read differently than a person does. Throws `Failure('refused_sql')`. */
export function checkText(statement: string): CheckedText {
  if (statement.length > longestStatement) refuse(`a statement longer than ${longestStatement} characters`);
  const control = [...statement].find((character) => isControl(character));
  if (control) refuse(`the character U+${(control.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
  const text = withoutEnd(statement);
  const bare = text.replace(pieces, (piece) => checkedPiece(piece));
  const odd = [...bare].find((character) => !/[\t\n\r -~]/.test(character));
  // The engine reads typographic quotation marks as quotation marks.
  if (odd) refuse(`the character "${odd}" outside quotation marks`);
  if (bare.includes('#')) refuse('a "#" outside quotation marks; comments start with --');
  if (bare.includes(';')) refuse('a second statement');
  if (bare.includes('$')) refuse('a heredoc ($tag$ … $tag$)');
  if (/["'`]/.test(bare.replace(/"[^"]*"|`[^`]*`|''/g, ''))) refuse('a quotation mark that is never closed');
  if (/\bINTO\s+OUTFILE\b/i.test(bare)) refuse('INTO OUTFILE');
  if (/\bSETTINGS\s+[A-Za-z_]\w*\s*=/i.test(bare)) refuse('SETTINGS');
  const format = /\bFORMAT\s+[A-Za-z]\w*\s*(?:SETTINGS\b[\s\S]*)?$/i.exec(bare);
  if (format) refuse('FORMAT');
  const first = /^[\s(]*([A-Za-z]*)/.exec(bare)?.[1]?.toUpperCase() ?? '';
  if (first !== 'SELECT' && first !== 'WITH' && first !== 'FROM') refuse(first === '' ? 'a statement that does not start with SELECT or WITH' : first);
  return { text, ownNames: new Set([...bare.matchAll(/([A-Za-z_]\w*)\s+AS\s+(?:MATERIALIZED\s+)?\(/gi)].map((match) => match[1] ?? '')) };
}

/** Tabs and line ends are text; other control, formatting and odd space characters are refused wherever they stand. */
const isControl = (character: string): boolean => !/[\t\n\r]/.test(character) && /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u3000\ufeff]/u.test(character);

/** Trailing blanks, comments and semicolons say nothing. */
function withoutEnd(statement: string): string {
  const end = /(?:\s|;|--[^\n]*|\/\*[^*]*\*\/)+$/;
  const shorter = statement.replace(end, '');
  // A "--" inside a quoted text must not swallow the rest of its line.
  return (shorter.match(/['"`]/g)?.length ?? 0) % 2 === 0 ? shorter : statement.trimEnd();
}

function checkedPiece(piece: string): string {
  if (piece.startsWith("'")) return "''";
  if (piece.startsWith('--') || piece.startsWith('/*')) return ' ';
  if (!plainName.test(piece.slice(1, -1))) refuse(`the quoted name ${piece.slice(0, 60)}`);
  return piece.startsWith('`') ? '``' : '""';
}

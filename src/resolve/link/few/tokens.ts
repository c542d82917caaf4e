export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign';
  readonly text: string;
}

const form = /\s+|([A-Za-z_]\w*(?:\.\w+)?)|(\d+(?:\.\d+)?)|'((?:[^'\\]|\\[\s\S]|'')*)'|(!=|<>|<=|>=|[-+*/%=<>()[\],])/gy;
const kinds = ['name', 'number', 'text', 'sign'] as const;

/** The words of an SQL expression. Throws `RangeError` at a character that begins none. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(form)) {
    end = match.index + match[0].length;
    const at = kinds.findIndex((_, group) => match[group + 1] !== undefined);
    const kind = kinds[at];
    if (kind !== undefined) tokens.push({ kind, text: kind === 'text' ? unquoted(match[3] as string) : (match[at + 1] as string) });
  }
  if (end !== text.length) throw new RangeError(`"${text.slice(end, end + 20)}" begins no word of an expression.`);
  return tokens;
}

const unquoted = (text: string): string => text.replace(/''|\\([\s\S])/g, (_, escaped: string | undefined) => escaped ?? "'");

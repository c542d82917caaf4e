/** Text that is HTML already. Only `html` makes it, so that nothing a person wrote can become markup. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | null | false | readonly Part[];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup with its values escaped, in text and in quoted attributes. `null` and `false` leave nothing; lists are joined. */
export const html = (parts: TemplateStringsArray, ...values: readonly Part[]): Html =>
  new Html(parts.reduce((text, part, index) => `${text}${textOf(values[index - 1] ?? null)}${part}`));

function textOf(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Html) return part.text;
  return Array.isArray(part) ? part.map(textOf).join('') : String(part).replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? '');
}

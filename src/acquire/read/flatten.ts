/** A value of a JSON object as a cell. */
export interface FlatValue {
  readonly text: string;
  readonly isNumber: boolean;
}

const deepest = 5;

/** `{"a":{"b":1}}` becomes `a.b`; lists and anything deeper than five levels stay JSON text. */
export function* flattened(object: object, prefix = '', depth = 0): Iterable<readonly [string, FlatValue]> {
  for (const key in object) {
    if (!Object.hasOwn(object, key)) continue;
    const value = (object as Record<string, unknown>)[key];
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && depth < deepest) yield* flattened(value, name, depth + 1);
    else yield [name, { text: textOfValue(value), isNumber: typeof value === 'number' }];
  }
}

function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

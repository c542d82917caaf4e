import { isObject } from '../message-lines.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Objects of a list that an answer holds under a name; none where it holds no such list. */
export function objectsIn(body: unknown, name: string): JsonObject[] {
  const list = isObject(body) ? body[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Text of a value that is a text or a number; null for everything else, the empty text included. */
export function textIn(body: unknown, ...path: readonly string[]): string | null {
  const value = path.reduce<unknown>((held, name) => (isObject(held) ? held[name] : undefined), body);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

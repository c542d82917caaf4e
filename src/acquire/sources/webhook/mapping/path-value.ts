/** Steps of a path, after its first letter. */
const steps = /\.([\p{L}_][\p{L}\p{N}_-]*)|\['([^'\]]*)'\]|\[(\d+)\]/gu;

export interface Places {
  /** The delivery. */
  readonly $: unknown;
  /** The element of a list that a record is made of. */
  readonly '@'?: unknown;
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(path: string, places: Places): unknown {
  let held = path.startsWith('@') ? places['@'] : places.$;
  for (const [, name, quoted, index] of path.slice(1).matchAll(steps)) {
    if (index !== undefined) held = Array.isArray(held) ? held[Number(index)] : undefined;
    else held = ownOf(held, (name ?? quoted) as string);
  }
  return held;
}

const ownOf = (held: unknown, name: string): unknown => (typeof held === 'object' && held !== null && !Array.isArray(held) && Object.hasOwn(held, name) ? (held as Record<string, unknown>)[name] : undefined);

/** The elements of `$.list[*]`, each with its own path; null where there is no list. */
export function elementsAt(path: string, places: Places): { path: string; value: unknown }[] | null {
  const list = path.slice(0, -3);
  const held = valueAt(list, places);
  return Array.isArray(held) ? held.map((value, index) => ({ path: `${list}[${index}]`, value: value as unknown })) : null;
}

/** The same place as a JSON Pointer (RFC 6901), as quarantine names places. */
export const pointerOf = (path: string): string => [...path.slice(1).matchAll(steps)].map(([, name, quoted, index]) => `/${(name ?? quoted ?? index ?? '').replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

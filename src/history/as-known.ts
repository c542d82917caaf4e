/** What a record was taken for until a later version told otherwise. */
export interface Before<T> {
  readonly until: number;
  readonly as: T;
}

type Remembering<T> = T & { readonly earlier?: readonly Before<T>[] };

/** The record as folded from the versions known by a date; before the first one, the first stands in. */
export function asKnown<T extends object>(record: Remembering<T>, asOf: number): T {
  const earlier = record.earlier;
  if (earlier === undefined) return record;
  const past = earlier.filter((before) => before.until <= asOf);
  const then = earlier[past.length]?.as ?? record;
  const { earlier: _, ...now } = then as Remembering<T>;
  return (past.length === 0 ? now : { ...now, earlier: past }) as T;
}

/** The same addition to a record and to all that it was taken for before. */
export function inEach<T extends object>(record: Remembering<T>, added: Partial<T>): Remembering<T> {
  const whole = { ...record, ...added };
  return record.earlier === undefined ? whole : { ...whole, earlier: record.earlier.map(({ until, as }) => ({ until, as: { ...as, ...added } })) };
}

/**
 * Folds a record's versions, oldest first, and remembers what shorter histories gave where that differs from what the
 * longer one says of the same time. `cut` is the record as of an instant.
 */
export function foldRemembering<V extends { readonly knownAt: number }, T extends object>(versions: readonly V[], fold: (known: readonly V[]) => T, cut: (record: T, asOf: number) => unknown): Remembering<T> {
  const whole = fold(versions);
  const earlier: Before<T>[] = [];
  let next = whole;
  for (let length = versions.length - 1; length > 0; length -= 1) {
    const until = (versions[length] as V).knownAt;
    const as = fold(versions.slice(0, length));
    if (JSON.stringify(cut(as, until - 1)) === JSON.stringify(cut(next, until - 1))) continue;
    earlier.unshift({ until, as });
    next = as;
  }
  return earlier.length === 0 ? whole : { ...whole, earlier };
}

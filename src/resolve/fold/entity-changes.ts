import type { Entity } from './fold.ts';

/** What a fold did to entities. `parts` are whole entities: those that were before a merge, or that are after a split; the survivor's first. */
export interface EntityChange {
  readonly kind: 'merge' | 'split';
  /** The entity that is left of a merge, or that was split. */
  readonly entity: string;
  readonly parts: ReadonlyArray<readonly string[]>;
}

/**
 * What became of entities between two folds. A record that was not known before was an entity by itself. Splits come first: after them each part
 * belongs to one entity, and merges join parts.
 */
export function entityChanges(before: readonly Entity[], after: readonly Entity[]): EntityChange[] {
  return [...regrouped(before, after, 'split'), ...regrouped(after, before, 'merge')];
}

/** Entities of one list whose records are in several entities of the other. */
function regrouped(wholes: readonly Entity[], others: readonly Entity[], kind: EntityChange['kind']): EntityChange[] {
  const otherOf = new Map(others.flatMap((other) => other.records.map((key) => [key, other] as const)));
  return wholes.flatMap(({ id, records }) => {
    if (records.length === 1) return [];
    const parts = new Set(records.map((key) => otherOf.get(key) ?? { id: key, records: [key] }));
    return parts.size < 2 ? [] : [{ kind, entity: id, parts: [...parts].sort((x, y) => Number(y.id === id) - Number(x.id === id)).map((part) => part.records) }];
  });
}

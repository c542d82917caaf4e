import type { LinkModel } from './learn-model.ts';
import type { ScoredPair } from './weigh-pairs.ts';

/** Looks up the keys of records held by their numbers. */
export type KeysAt = (numbers: readonly number[]) => Promise<ReadonlyMap<number, string>>;

/** What new records are scored by. */
export interface Scoring {
  readonly model: LinkModel;
  /** Pairs of less are left out. */
  readonly floor: number;
  readonly keysAt: KeysAt;
  /** Keeps which number each new record has, of which the first is given; awaited with all else that is kept. */
  readonly keepNumbers: (from: number) => Promise<void>;
}

/** What was found of new records, which are held now, and the number that the first of them is held under. */
export interface NewFound {
  readonly from: number;
  /** Heaviest first. */
  readonly pairs: readonly ScoredPair[];
  /** Keys of the records held that are in pairs. */
  readonly keys: ReadonlyMap<number, string>;
}

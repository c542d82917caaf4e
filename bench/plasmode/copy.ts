/** What is planted in a copy: nothing at all, an effect of columns on the chance, or a leak. */
export type Planting = 'nothing' | 'effect' | 'leak';

/** What the one who wrote a copy's files knows, opened after the product has spoken. */
export interface Known {
  /** By id of the inquiry or deal. For deals without an id, in the order of the file. */
  readonly chance: ReadonlyMap<string, number>;
  readonly won: ReadonlyMap<string, boolean>;
  /** Columns that were dealt out by chance, so that whatever is claimed of them is false unless planted. */
  readonly dealtColumns: readonly string[];
  /** Columns written for winners only. */
  readonly laterColumns: readonly string[];
  readonly leak: { readonly from: string; readonly segment: string; readonly oraclePower: number } | null;
}

/** A real table whose outcomes are drawn anew. */
export interface RealSet {
  readonly name: string;
  readonly plantings: readonly Planting[];
  /** Writes the files of one copy into an empty folder. */
  write(folder: string, planting: Planting, seed: number): Known;
}

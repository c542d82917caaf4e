/** Tables of one run. */
export interface RunTables {
  /** Rows as they were given: n, side and the plan's columns. */
  readonly given: string;
  /** How the company of a domain is called, and which domain a company of some name has. */
  readonly called: string;
  /** In how far names that stand in one column of names rather belong into the other. */
  readonly sides: string;
  /** Names that stand written together in addresses without any. */
  readonly written: string;
  readonly base: string;
  readonly words: string;
  readonly frequencies: string;
  readonly records: string;
  readonly keys: string;
  readonly crowded: string;
  readonly blocks: string;
  readonly pairs: string;
  readonly agreements: string;
  /** Agreements counted by how pairs agree. */
  readonly patterns: string;
  readonly drawn: string;
  readonly weights: string;
  readonly clusters: string;
}

const parts = ['given', 'called', 'sides', 'written', 'base', 'words', 'frequencies', 'records', 'keys', 'crowded', 'blocks', 'pairs', 'agreements', 'patterns', 'drawn', 'weights', 'clusters'] as const satisfies ReadonlyArray<keyof RunTables>;

/** `run` is small letters and digits, because names of tables are no parameters. */
export function tablesOf(run: string): RunTables {
  if (!/^[a-z][a-z0-9]*$/.test(run)) throw new RangeError(`A run is named by small letters and digits, not "${run}".`);
  return Object.fromEntries(parts.map((part) => [part, `link_${run}_${part}`])) as unknown as RunTables;
}

/** Tables that only a run needs while it is under way; the others score what comes later. */
export const passingTables = ({ given, base, keys, pairs, agreements, patterns, drawn, weights, clusters }: RunTables): string[] => [given, base, keys, pairs, agreements, patterns, drawn, weights, clusters];

/** Those others. */
export const stayingTables = (tables: RunTables): string[] => allTables(tables).filter((table) => !passingTables(tables).includes(table));

export const allTables = (tables: RunTables): string[] => parts.map((part) => tables[part]);

/** Numbers of fields in the table of frequencies beside those of columns: a value that was not seen, as rare as one of all records, with the roots of the homes' shares; and where the people of a country come from. */
export const [unseenField, countriesField] = [255, 254] as const;

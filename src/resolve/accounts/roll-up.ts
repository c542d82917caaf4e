/** How far up a report adds: companies by themselves, with their direct subsidiaries, or whole groups. */
export type RollUpLevel = 'none' | 'parent' | 'ultimate';

/** One company below another, from a day on and maybe until one. */
export interface DatedParent {
  readonly child: string;
  readonly parent: string;
  /** The stronger counts; of equal ones the one known last. */
  readonly weight: number;
  readonly knownAt: number;
  /** When it ended, exclusive; left out while it lasts. */
  readonly until?: number;
}

export interface RolledUp {
  /** Under which company each counts. Companies that edges name but the list does not are passed over. */
  readonly under: ReadonlyMap<string, string>;
  /** Edges that were not heeded, in words. */
  readonly refusals: ReadonlyArray<{ readonly child: string; readonly parent: string; readonly why: string }>;
}

/**
 * Under which company each counts at an instant. A company has one parent: the strongest edge in force, of equal ones the one known last. An edge that
 * would put a company below itself is refused, so every chain ends. The order of the lists does not matter.
 */
export function rollUp(accounts: readonly string[], edges: readonly DatedParent[], level: RollUpLevel, asOf: number): RolledUp {
  const known = new Set(accounts);
  const parentOf = new Map<string, string>();
  const refusals: Array<RolledUp['refusals'][number]> = [];
  for (const edge of inForce(edges, asOf).filter(({ child, parent }) => known.has(child) && known.has(parent))) {
    const why = whyNot(edge, parentOf);
    if (why === null) parentOf.set(edge.child, edge.parent);
    else if (why !== '') refusals.push({ child: edge.child, parent: edge.parent, why });
  }
  return { under: new Map(accounts.map((account) => [account, headOf(account, parentOf, level)])), refusals };
}

const inForce = (edges: readonly DatedParent[], asOf: number): DatedParent[] =>
  edges.filter(({ knownAt, until = Infinity }) => knownAt <= asOf && asOf < until)
    .sort((x, y) => y.weight - x.weight || y.knownAt - x.knownAt || (x.child === y.child ? (x.parent < y.parent ? -1 : 1) : x.child < y.child ? -1 : 1));

/** Why an edge is not heeded; '' where it only repeats another, null where it is heeded. */
function whyNot({ child, parent }: DatedParent, parentOf: ReadonlyMap<string, string>): string | null {
  const before = parentOf.get(child);
  if (before === parent) return '';
  if (before !== undefined) return `${child} already counts as below ${before}, told more surely or more lately`;
  const way = wayUp(parent, parentOf);
  return way.includes(child) ? `${parent} is itself below ${child} (${way.slice(0, way.indexOf(child) + 1).join(' below ')}), and no company is below itself` : null;
}

function wayUp(account: string, parentOf: ReadonlyMap<string, string>): string[] {
  const way = [account];
  for (let above = parentOf.get(account); above !== undefined; above = parentOf.get(above)) way.push(above);
  return way;
}

function headOf(account: string, parentOf: ReadonlyMap<string, string>, level: RollUpLevel): string {
  if (level === 'none') return account;
  const way = wayUp(account, parentOf);
  return (level === 'parent' ? way[1] : way.at(-1)) ?? account;
}

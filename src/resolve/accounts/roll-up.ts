/** How far up a report adds: companies by themselves, with their direct subsidiaries, or whole groups. */
export type RollUpLevel = 'none' | 'parent' | 'ultimate';

/** One company below another, or below none (`null`) whatever weaker edges say, from a day on and maybe until one. */
export interface DatedParent {
  readonly child: string;
  readonly parent: string | null;
  /** The stronger counts; of equal ones the one known last. */
  readonly weight: number;
  readonly knownAt: number;
  /** When it ended, exclusive; left out while it lasts. */
  readonly until?: number;
}

/** The one edge that counts for each company. Companies that edges name but the list does not are passed over. */
export interface ParentsAt<Edge extends DatedParent> {
  readonly parentOf: ReadonlyMap<string, Edge>;
  /** Edges that were not heeded, in words. */
  readonly refusals: ReadonlyArray<{ readonly child: string; readonly parent: string; readonly why: string }>;
}

export interface RolledUp {
  /** Under which company each counts. */
  readonly under: ReadonlyMap<string, string>;
  readonly refusals: ParentsAt<DatedParent>['refusals'];
}

/**
 * Which company each is below at an instant. A company has one parent: the strongest edge in force, of equal ones the one known last. An edge that
 * would put a company below itself is refused, so every chain ends. The order of the lists does not matter.
 */
export function parentsAt<Edge extends DatedParent>(accounts: readonly string[], edges: readonly Edge[], asOf: number): ParentsAt<Edge> {
  const known = new Set(accounts);
  const parentOf = new Map<string, Edge>();
  const refusals: Array<RolledUp['refusals'][number]> = [];
  for (const edge of inForce(edges, asOf).filter(({ child, parent }) => known.has(child) && (parent === null || known.has(parent)))) {
    const why = whyNot(edge, parentOf);
    if (why === null) parentOf.set(edge.child, edge);
    else if (why !== '') refusals.push({ child: edge.child, parent: edge.parent ?? '', why });
  }
  return { parentOf, refusals };
}

/** Under which company each counts at an instant, so far up as the level says. */
export function rollUp(accounts: readonly string[], edges: readonly DatedParent[], level: RollUpLevel, asOf: number): RolledUp {
  const { parentOf, refusals } = parentsAt(accounts, edges, asOf);
  return { under: new Map(accounts.map((account) => [account, headOf(account, parentOf, level)])), refusals };
}

const inForce = <Edge extends DatedParent>(edges: readonly Edge[], asOf: number): Edge[] =>
  edges.filter(({ knownAt, until = Infinity }) => knownAt <= asOf && asOf < until)
    .sort((x, y) => y.weight - x.weight || y.knownAt - x.knownAt || (x.child === y.child ? ((x.parent ?? '') < (y.parent ?? '') ? -1 : 1) : x.child < y.child ? -1 : 1));

/** Why an edge is not heeded; '' where it only repeats another or says that there is none, null where it is heeded. */
function whyNot({ child, parent }: DatedParent, parentOf: ReadonlyMap<string, DatedParent>): string | null {
  const before = parentOf.get(child);
  if (before !== undefined) return before.parent === parent || parent === null ? '' : `${child} already counts as below ${before.parent ?? 'none'}, told more surely or more lately`;
  const way = parent === null ? [] : wayUp(parent, parentOf);
  return way.includes(child) ? circleText(way, child) : null;
}

/** Why nothing above a company can be put below it: `way` leads up from what would be its parent. */
export const circleText = (way: readonly string[], child: string): string =>
  `${way[0]} is itself below ${child} (${way.slice(0, way.indexOf(child) + 1).join(' below ')}), and no company is below itself`;

/** A company, its parent, and so on to the top. */
export function wayUp(account: string, parentOf: ReadonlyMap<string, DatedParent>): string[] {
  const way = [account];
  for (let above = parentOf.get(account)?.parent ?? null; above !== null; above = parentOf.get(above)?.parent ?? null) way.push(above);
  return way;
}

function headOf(account: string, parentOf: ReadonlyMap<string, DatedParent>, level: RollUpLevel): string {
  if (level === 'none') return account;
  const way = wayUp(account, parentOf);
  return (level === 'parent' ? way[1] : way.at(-1)) ?? account;
}

/** What joins two records; `sequence` where it is a word. */
export interface Joint {
  readonly a: string;
  readonly b: string;
  readonly weight: number;
  readonly sequence: number | null;
}

/**
 * The way between two records whose weakest joint is as strong as can be: along the maximum spanning tree (Hu 1961, "The maximum capacity route
 * problem"). Empty where nothing leads from one to the other.
 */
export function strongestPath(joints: readonly Joint[], from: string, to: string): Joint[] {
  const reached = new Map<string, Joint | null>([[from, null]]);
  while (!reached.has(to)) {
    const next = strongest(joints.filter(({ a, b }) => reached.has(a) !== reached.has(b)));
    if (next === undefined) return [];
    reached.set(reached.has(next.a) ? next.b : next.a, next);
  }
  const path: Joint[] = [];
  for (let at = to; at !== from;) {
    const joint = reached.get(at) as Joint;
    path.unshift(joint);
    at = joint.a === at ? joint.b : joint.a;
  }
  return path;
}

const strongest = (joints: readonly Joint[]): Joint | undefined => joints.toSorted((x, y) => y.weight - x.weight || (x.a + x.b < y.a + y.b ? -1 : 1))[0];

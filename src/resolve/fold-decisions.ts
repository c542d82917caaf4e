import type { IdentityDecision, Person } from '../model/index.ts';

/**
 * Who is who by people's decisions alone: the newest word about two records stands. Words are taken newest first; a
 * "same" that would join two records declared different is left out, so that the later word always outranks the earlier.
 * Every record that a decision names belongs to exactly one person; the order of `decisions` does not matter.
 */
export function foldDecisions(decisions: readonly IdentityDecision[]): Map<string, Person> {
  const standing = newestOfEachPair(decisions);
  const knownAt = new Map(standing.flatMap((word) => [[word.a, word.aKnownAt], [word.b, word.bKnownAt]] as const));
  const groupOf = new Map<string, Set<string>>([...knownAt.keys()].map((record) => [record, new Set([record])]));
  const apart = standing.filter((word) => word.says === 'different');
  for (const { a, b } of standing.filter((word) => word.says === 'same')) joinUnlessApart(groupOf, apart, a, b);
  return new Map([...groupOf].map(([record, group]) => [record, personOf(group, knownAt)]));
}

const pairOf = ({ a, b }: IdentityDecision): string => JSON.stringify(a < b ? [a, b] : [b, a]);

function newestOfEachPair(decisions: readonly IdentityDecision[]): IdentityDecision[] {
  const newest = new Map<string, IdentityDecision>();
  for (const word of [...decisions].sort((x, y) => y.sequence - x.sequence)) {
    if (!newest.has(pairOf(word))) newest.set(pairOf(word), word);
  }
  return [...newest.values()];
}

function joinUnlessApart(groupOf: Map<string, Set<string>>, apart: readonly IdentityDecision[], a: string, b: string): void {
  const left = groupOf.get(a) as Set<string>;
  const right = groupOf.get(b) as Set<string>;
  if (left === right || apart.some((word) => (left.has(word.a) && right.has(word.b)) || (left.has(word.b) && right.has(word.a)))) return;
  for (const record of right) {
    left.add(record);
    groupOf.set(record, left);
  }
}

/** The record known first names the person; of two known at once, the one that sorts first. */
function personOf(group: ReadonlySet<string>, knownAt: ReadonlyMap<string, number>): Person {
  const age = (record: string): number => knownAt.get(record) ?? Infinity;
  const records = [...group].sort((x, y) => age(x) - age(y) || (x < y ? -1 : 1));
  return { id: records[0] as string, records };
}

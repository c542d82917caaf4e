import { mostOfOnePerson, type IdentityRule } from '../../model/index.ts';
import { fold } from '../fold/fold.ts';
import type { Word } from '../fold/graph.ts';

/** A rule that is in force, with the keys of the records that have its value and, of one that says "different", its other value. */
export interface HeldRule {
  readonly id: number;
  readonly says: IdentityRule['says'];
  readonly sides: readonly [readonly string[], readonly string[]];
}

/** Rules outrank every word: their numbers begin here. */
const rulesFrom = 2 ** 52;
/** Of rules those that part outrank those that join. */
const partingFrom = rulesFrom + 2 ** 51;
/** So many words may a rule have. */
const wordsOfOne = 1024;

/** The newest of all words may have this number and is below every rule. */
export const newestWord = rulesFrom - 1;

/** The rule that a word comes from; null where somebody said it of records. */
export const ruleOfWord = (sequence: number): number | null => (sequence < rulesFrom ? null : sequence >= partingFrom ? sequence - partingFrom : Math.floor((sequence - rulesFrom) / wordsOfOne));

/**
 * People's words on records together with rules as words on the records that they are about. A rule that would make a person of too many records says nothing, nor does what a
 * parting rule outranks; a word no longer parts whom rules join.
 */
export function wordsUnder(rules: readonly HeldRule[], said: readonly Word[]): Word[] {
  const words = rules.toSorted((x, y) => x.id - y.id).flatMap(wordsOf);
  if (words.length === 0) return [...said];
  const records = [...new Set(words.flatMap((word) => (word.says === 'same' ? [word.a, word.b] : word.sides.flat())))].sort().map((key) => ({ key, knownAt: 0 }));
  const { entities } = fold({ records, edges: [], words, limits: { identifiers: {}, records: Infinity } });
  const oneBy = new Map(entities.flatMap(({ id, records: held }) => held.map((key) => [key, id] as const)));
  const effective = words.filter((word) => word.says === 'different' || oneBy.get(word.a) === oneBy.get(word.b));
  return [...said.flatMap((word) => (word.says === 'same' ? [word] : leftOf(word, oneBy))), ...effective];
}

/** What a word still parts where rules join some of its sides. */
function leftOf(word: Extract<Word, { says: 'different' }>, oneBy: ReadonlyMap<string, string>): Word[] {
  const sides: Array<{ keys: string[]; ones: Set<string> }> = [];
  for (const keys of word.sides) {
    const ones = new Set(keys.map((key) => oneBy.get(key) ?? key));
    const met = sides.filter((side) => [...ones].some((one) => side.ones.has(one)));
    for (const side of met) sides.splice(sides.indexOf(side), 1);
    sides.push({ keys: [...met.flatMap((side) => side.keys), ...keys], ones: new Set([...met.flatMap((side) => [...side.ones]), ...ones]) });
  }
  return sides.length === word.sides.length ? [word] : sides.length < 2 ? [] : [{ ...word, sides: sides.map(({ keys }) => keys) }];
}

function wordsOf({ id, says, sides }: HeldRule): Word[] {
  const [first, second] = sides.map((side) => side.toSorted()) as [string[], string[]];
  if (says === 'same') return isHeeded({ says, sides }) ? first.slice(1).map((key, place) => ({ sequence: rulesFrom + id * wordsOfOne + place, says, a: first[0] as string, b: key })) : [];
  // Whoever has both values counts for the first.
  const others = second.filter((key) => !first.includes(key));
  return says === 'different' && first.length > 0 && others.length > 0 ? [{ sequence: partingFrom + id, says, sides: [first, others] }] : [];
}

export const isHeeded = ({ says, sides }: Pick<HeldRule, 'says' | 'sides'>): boolean => says !== 'same' || sides[0].length <= mostOfOnePerson;

/** By record the rules that keep evidence from joining it with others that they name. */
export function barredBy(rules: readonly HeldRule[]): Map<string, number[]> {
  const barred = new Map<string, number[]>();
  for (const { id, says, sides } of rules) if (says === 'not-through') for (const key of sides[0]) barred.set(key, [...(barred.get(key) ?? []), id]);
  return barred;
}

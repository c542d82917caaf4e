import { countsFor, delayInputNames, type DelayInputName } from '../../model/index.ts';
import type { DelayFact } from './read-delay.ts';

/** The buyer's own word first, then what is public, then what does not count: a guess never hides what somebody said. */
const rankOf = ({ input, source }: DelayFact): number => (!countsFor(input, source) ? 2 : source === 'public' ? 1 : 0);

const newestFirst = (a: DelayFact, b: DelayFact): number => b.at - a.at || (a.id < b.id ? 1 : -1);

/** What stands for each input at an instant: of what was given since it was last taken back, the newest of the best source. */
export function standingInputs(facts: readonly DelayFact[], at: number): ReadonlyMap<DelayInputName, DelayFact> {
  const known = facts.filter((fact) => fact.at <= at);
  return new Map(delayInputNames.flatMap((input) => {
    const standing = standingOf(known.filter((fact) => fact.input === input));
    return standing ? [[input, standing] as const] : [];
  }));
}

function standingOf(facts: readonly DelayFact[]): DelayFact | undefined {
  const ordered = facts.toSorted(newestFirst);
  const back = ordered.findIndex(({ fact }) => fact === 'taken_back');
  return (back < 0 ? ordered : ordered.slice(0, back)).toSorted((a, b) => rankOf(a) - rankOf(b) || newestFirst(a, b))[0];
}

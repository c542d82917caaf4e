import { delayInputs, type DelayAnswer, type DelayInputName } from '../../model/index.ts';
import { countedInputs, costOfDelay, type Standing } from './cost-of-delay.ts';

/** Ways to a first number, the most usual one first. */
const ways: ReadonlyArray<readonly DelayInputName[]> = [
  ['losses_per_month', 'share_removed'],
  ['hours_per_week', 'cost_per_hour', 'share_removed'],
  ['old_costs_per_month'],
];
/** Once there is a number: what makes it truer, then what helps to use it. */
const afterwards: readonly DelayInputName[] = ['new_costs_per_month', 'priority', 'weeks_to_benefit', 'deadline', 'hours_per_week', 'losses_per_month', 'old_costs_per_month'];
const questionsShown = 2;

/** What speaks of time: not asked where nobody should be hurried. */
const ofTime: ReadonlySet<DelayInputName> = new Set(['weeks_to_benefit', 'deadline', 'deadline_penalty']);

/**
 * The two most valuable questions that are open. Without a number: what completes the way that is begun and lacks least, else the
 * first way. With one: what completes a part that is begun, then what is declared to come afterwards. What missing the fixed day
 * costs is asked once that day is known; neither is where the buyer is not to be hurried.
 */
export function nextQuestions(standing: Standing, mayHurry: boolean): DelayAnswer['ask'] {
  const counted = countedInputs(standing);
  const isOpen = (input: DelayInputName): boolean => !counted.has(input);
  const begun = ways.filter((way) => way.some((input) => input !== 'share_removed' && counted.has(input)) && way.some(isOpen));
  const nearest = begun.toSorted((a, b) => a.filter(isOpen).length - b.filter(isOpen).length)[0] ?? (costOfDelay(standing) === null ? ways[0] : []) ?? [];
  const penalty: readonly DelayInputName[] = counted.has('deadline') ? ['deadline_penalty'] : [];
  const rest = costOfDelay(standing) === null ? ways.flat() : [];
  const open = [...new Set([...nearest, ...rest, ...penalty, ...afterwards])].filter((input) => isOpen(input) && (mayHurry || !ofTime.has(input)));
  return open.slice(0, questionsShown).map((input) => ({ input, question: delayInputs[input].question }));
}

import { costOrSaving, delayInputs, moneyWords, rangeWords, roundToRange, type DelayAnswer } from '../../model/index.ts';

type Range = NonNullable<DelayAnswer['cost']>['perDay'];

/** The head of the card. Without a number it names the two things to ask; it never says that anybody should hurry. */
export function delaySentence({ cost, parts, ask }: Omit<DelayAnswer, 'sentence'>, isMixed: boolean): string {
  if (isMixed) return 'Not known: the buyer gave money in several currencies, which are not added. Write it down in one.';
  if (cost === null) return `Not known. Ask the buyer two things: ${ask.map(({ input }) => delayInputs[input].topic).join(', and ')}.`;
  const gains = parts.filter(({ part }) => part !== 'new_costs').map(({ name }) => name);
  const deducted = gains.length < parts.length;
  return `${costWords(cost.perDay, cost.currency)} ${sourceWords(gains, deducted)}`;
}

function costWords(perDay: Range, currency: string): string {
  const { verb, low, likely, high } = costOrSaving(perDay);
  const bounds = low === high ? '' : ` (${rangeWords(low, high, currency)})`;
  return `${verb === 'saves' ? 'By what the buyer gave, each' : 'Each'} day of waiting ${verb} the buyer ${moneyWords(roundToRange(likely, low, high), currency, 6)}${bounds}.`;
}

const sourceWords = (gains: readonly string[], deducted: boolean): string =>
  `From ${listWords(gains)}${deducted ? ', less what running the new way costs' : '; what running the new way costs is not taken off, as it is not known'}.`;

const listWords = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

import { isoDate, meansFearOrIndecision, type DelayAnswer } from '../../model/index.ts';

/** What holds or held a deal, as it was recorded: a rep's word, or the reason in the data why it was lost. */
export interface Hold {
  readonly reason: string;
  readonly at: number;
}

/** What helps who cannot decide. After Dixon and McKenna, The JOLT Effect (2022): recommend, limit what is to be looked at, take the risk off. */
export const helpsTheUndecided: readonly string[] = [
  'Recommend one thing, and say why.',
  'Offer a smaller first step that can be undone.',
  'Take the risk off: a guarantee, a way out, help with the start.',
  'Let them speak with a customer like them who decided.',
];

/** The reason recorded last; of two at one instant the rep's, who comes first in the list. */
export const newestHold = (holds: readonly (Hold | null)[]): Hold | null =>
  holds.filter((hold) => hold !== null).reduce<Hold | null>((newest, hold) => (newest === null || hold.at > newest.at ? hold : newest), null);

const inWords = (reason: string): string => reason.replaceAll('_', ' ');

/** Whether the buyer's cost of delay may be used to hurry. Never where fear or indecision holds a deal. */
export function urgencyOf(hold: Hold | null): DelayAnswer['urgency'] {
  if (hold === null) {
    return { state: 'ask_first', reason: null, saidAt: null, advice: 'What holds this deal was not recorded. Find out before you speak of time: hurry does not help who is afraid of choosing wrong.', helps: [] };
  }
  const known = { reason: inWords(hold.reason), saidAt: isoDate(hold.at) };
  if (meansFearOrIndecision(hold.reason)) {
    return { state: 'not_advised', ...known, advice: 'Fear or indecision holds this deal. Do not press: hurry adds to the fear of choosing wrong.', helps: [...helpsTheUndecided] };
  }
  return { state: 'may_show', ...known, advice: hold.reason === 'waiting_on_us' ? 'It waits on us: the days to save are ours.' : `Recorded as holding it: ${known.reason}. The figure is the buyer's; it may help them to make the case at home.`, helps: [] };
}

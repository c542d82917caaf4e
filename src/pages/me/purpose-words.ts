import { foundations, purposeEffects, type PersonPurpose, type Purpose } from '../../model/index.ts';

/** How a use is named to the person, and what the two buttons say. */
interface Words {
  readonly title: string;
  readonly means: string;
  readonly yes: string;
  readonly no: string;
}

const words: Readonly<Record<Purpose, Words>> = {
  store: { title: 'Keep it', means: 'Your data are kept, exported and backed up.', yes: 'Yes, keep and use my data', no: 'No, stop using all of it' },
  analyse: { title: 'Look at it and count', means: 'People who work there see your data on screens, and you are counted in statistics.', yes: 'Yes, include me', no: 'No, leave me out' },
  predict: { title: 'Use it in forecasts', means: 'Your inquiries and contacts go into models and forecasts.', yes: 'Yes, include me in forecasts', no: 'No, leave me out of forecasts' },
  personalise: { title: 'Fit offers to me', means: 'What you are shown or offered is chosen by what is known of you.', yes: 'Yes, fit offers to me', no: 'No, do not fit offers to me' },
  contact: { title: 'Write to me', means: 'You may be written to, or sent a link.', yes: 'Yes, write to me', no: 'No, do not write to me' },
  share: { title: 'Pass it on', means: 'Your data may be passed on to others.', yes: 'Yes, pass it on', no: 'No, do not pass it on' },
};

/** Uses that Global Privacy Control objects to. */
export const refusedByBrowser: readonly Purpose[] = ['personalise', 'share'];

export type Choice = 'yes' | 'no';

export const titleOf = (purpose: Purpose): string => words[purpose].title;
export const buttonOf = (purpose: Purpose, choice: Choice): string => words[purpose][choice];

/** What stands beside the button, in the order in which it is read. */
export const explanationOf = (purpose: Purpose): readonly string[] =>
  [words[purpose].means, `What you get: ${purposeEffects[purpose].gives}`, `What it risks: ${purposeEffects[purpose].risks}`];

/** Everything that the person was shown when pressing a button, word for word: it goes into the ledger. */
export const wordingOf = (purpose: Purpose, choice: Choice): string => [titleOf(purpose), ...explanationOf(purpose), `[${buttonOf(purpose, choice)}]`].join(' ');

/** The use that has to be on before this one can be; null where none stands in its way. */
export const heldOffBy = (purpose: Purpose, standing: readonly PersonPurpose[]): Purpose | null =>
  foundations(purpose).find((needed) => needed !== purpose && standing.some((one) => one.purpose === needed && !one.allowed)) ?? null;

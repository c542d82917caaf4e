import type { Figure } from '../bench.ts';
import type { TrialSaid } from './trial-of-action.ts';

/** A company's trial against the truth. */
export interface JudgedTrial extends TrialSaid {
  readonly isPlanted: boolean;
  readonly truly: number;
}

const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number => (100 * all.filter(is).length) / all.length;
const everClaims = ({ looks }: JudgedTrial): boolean => looks.some((look) => look.verdict !== 'cannot_tell');
const alwaysHolds = ({ looks, truly }: JudgedTrial): boolean => looks.every(({ low, high }) => low === null || high === null || (truly >= low && truly <= high));
const accountsAtEnd = ({ looks }: JudgedTrial): number => (looks.at(-1)?.treated ?? 0) + (looks.at(-1)?.held ?? 0);

/** Is an effect claimed where the action does nothing, and what is seen of one that does something, in a company of this size? */
export function trialFigures(trials: readonly JudgedTrial[]): Figure[] {
  const [planted, nothing] = [trials.filter((trial) => trial.isPlanted), trials.filter((trial) => !trial.isPlanted)];
  return [
    { name: 'companies without an action effect', unit: 'companies', values: [nothing.length] },
    { name: 'of these with an effect claimed at any of the monthly looks', unit: '%', values: [shareOf(nothing, everClaims)], atMost: 10 },
    { name: 'companies whose interval holds the true difference at every look', unit: '%', values: [shareOf(trials, alwaysHolds)], atLeast: 94 },
    { name: 'companies with an action effect', unit: 'companies', values: [planted.length] },
    { name: 'of these, accounts followed by the last look', unit: 'accounts', values: planted.map(accountsAtEnd) },
    { name: 'of these, accounts of a hundred that the action makes sign', unit: 'points', values: planted.map((trial) => 100 * trial.truly) },
    { name: 'of these with the effect claimed', unit: '%', values: [shareOf(planted, everClaims)] },
  ];
}

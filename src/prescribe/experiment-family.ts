import { familyOf, type ComparisonFamily, type ComparisonMade, type Experiment, type ExperimentOutcome } from '../model/index.ts';

/** Randomised comparisons whose intervals exist: only a primary outcome may end in a claim, so only these are comparisons. */
export const experimentFamily = (experiments: readonly Experiment[]): ComparisonFamily => familyOf({
  family: 'experiments', asks: 'Did something help, by comparison with accounts drawn at random?',
  rule: 'One outcome fixed beforehand; its 95 % interval may be looked at every day, and a claim needs it to lie on one side of nothing.',
  confirmation: 'Randomised: nothing later is needed.',
  comparisons: experiments.flatMap((experiment) => experiment.outcomes.filter((outcome) => outcome.primary && outcome.low !== null).map((outcome) => outcomeMade(experiment, outcome))),
}, { levelOfEach: 0.05 });

const outcomeMade = ({ id, question }: Experiment, { name, sentence, verdict }: ExperimentOutcome): ComparisonMade =>
  ({ id: `${id}:${name}`, says: question, found: sentence, pValue: null, qValue: null, verdict: verdict === 'cannot_tell' ? 'not_claimed' : 'claimed', confirmedLater: null });

import type { Experiment, ExperimentsAnswer } from '../../model/index.ts';

export const experimentLines = (answer: ExperimentsAnswer): string[] =>
  (answer.experiments.length === 0 ? ['No randomised comparison is set up.'] : answer.experiments.flatMap(linesOf));

function linesOf(experiment: Experiment): string[] {
  const { assigned, waiting, followedDays, startedAt, heldShare, on } = experiment;
  const state = on ? `On${startedAt === null ? '' : ` since ${startedAt}`}; about ${Math.round(heldShare * 100)} % of accounts get no suggestions.` : 'Off. Turn the comparison group on in Settings.';
  return [
    experiment.question, `  ${state}`,
    `  ${assigned.toLocaleString('en')} accounts assigned, ${waiting.toLocaleString('en')} of them less than ${followedDays} days ago.`,
    ...experiment.outcomes.filter((outcome) => outcome.primary).map((outcome) => `  ${outcome.sentence}`),
  ];
}

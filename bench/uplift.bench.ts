import {
  averageEffect, crossFittedScores, effectGroups, experimentEffect, fitEffects, forwardEffects, logisticLearner, meanLearner, qini, randomStream, ridgeLearner, shuffled, treesLearner,
  type EffectData, type EffectFitting, type Learner, type MetaLearner, type Qini, type Refused,
} from '../src/learn/index.ts';
import { median, type Bench, type BenchContext, type Figure } from './bench.ts';
import { isHillstromHere, womensMail } from './uplift/hillstrom.ts';
import { forms, madeUpTrial, partingColumn, trueEffects, type Form, type Trial } from './uplift/made-up-trials.ts';

const subjects = 1_000;
const kinds: readonly MetaLearner[] = ['S', 'T', 'X', 'R', 'DR'];
const ridge = ridgeLearner();
const trees = treesLearner({ objective: { kind: 'squared' }, rounds: 40, depth: 2 });
const bases: ReadonlyArray<{ readonly name: string; readonly learner: Learner }> = [{ name: 'ridge', learner: ridge }, { name: 'trees', learner: trees }];

const counts = { permuted: 200, permutedByTrees: 40, hillstrom: 100, covered: 300, coveredByTrees: 50, errors: 10 };

const settingsOf = (learner: Learner, seed: number, { propensity }: Pick<Trial, 'propensity'>): EffectFitting => ({ outcome: learner, effect: learner, propensity: propensity ?? logisticLearner(), seed });

function had<Answer extends object>(answer: Answer | Refused): Answer {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}

const percent = (answers: readonly boolean[]): number => (100 * answers.filter(Boolean).length) / answers.length;
const holds = ({ low, high }: { low: number; high: number }, truth: number): boolean => low <= truth && truth <= high;

/** Learns the effects fold after fold and judges them on the same subjects' outcomes. */
function judgedQini(data: EffectData, kind: MetaLearner, settings: EffectFitting): Qini {
  const { rows, effects, folds } = had(forwardEffects(kind, data, settings));
  const of = (values: ArrayLike<number>): number[] => Array.from(rows, (row) => values[row] as number);
  return had(qini({ ranking: effects, outcomes: of(data.outcomes), treated: of(data.actions), folds }));
}

const dealtOut = (data: EffectData, seed: number): EffectData => ({ ...data, actions: shuffled(Array.from(data.actions), randomStream('dealt out', seed)) });

function permutedFigures({ seed, say }: BenchContext): Figure[] {
  const form = forms[2] as Form;
  const figures = bases.flatMap(({ name, learner }) => kinds.filter((kind) => name === 'ridge' || kind === 'T' || kind === 'DR').map((kind): Figure => {
    const copies = name === 'ridge' ? counts.permuted : counts.permutedByTrees;
    const answers = Array.from({ length: copies }, (_, at) => {
      const trial = madeUpTrial(form, seed * 10_000 + at, subjects);
      return holds(judgedQini(dealtOut(trial.data, seed * 10_000 + at), kind, settingsOf(learner, at, { propensity: 'drawn' })), 0);
    });
    return { name: `made-up trials, treatment dealt out by chance, ${kind}-learner on ${name}: 95 % intervals of the Qini that hold 0 (${copies} copies)`, unit: '%', values: [percent(answers)], atLeast: 90 };
  }));
  say('treatment dealt out by chance on made-up trials');
  return figures;
}

function hillstromFigures({ seed, say }: BenchContext): Figure[] {
  if (!isHillstromHere()) {
    say('the e-mail experiment is not beside the repository: its copies are left out');
    return [];
  }
  const data = womensMail();
  const settings = settingsOf(ridge, seed, { propensity: 'drawn' });
  const answers = Array.from({ length: counts.hillstrom }, (_, at) => holds(judgedQini(dealtOut(data, seed * 10_000 + at), 'T', { ...settings, seed: seed + at }), 0));
  say('treatment dealt out by chance on the e-mail experiment');
  const real = kinds.map((kind): Figure => {
    const { estimate, low, high } = judgedQini(data, kind, settings);
    return { name: `e-mail experiment as it was, ${kind}-learner on ridge: Qini in visits per 1,000 customers, 95 % from ${(1_000 * low).toFixed(2)} to ${(1_000 * high).toFixed(2)}`, unit: 'visits', values: [1_000 * estimate] };
  });
  return [
    { name: `e-mail experiment, treatment dealt out by chance, T-learner on ridge: 95 % intervals of the Qini that hold 0 (${counts.hillstrom} copies)`, unit: '%', values: [percent(answers)], atLeast: 90 },
    ...real,
  ];
}

interface Covered {
  readonly average: boolean;
  readonly group: boolean;
  readonly fifths: readonly boolean[];
  readonly plain: boolean;
}

const level = 0.9;

function coveredIn(form: Form, truth: { all: number; above: number }, learner: Learner, seed: number): Covered {
  const trial = madeUpTrial(form, seed, subjects);
  const settings = settingsOf(learner, seed, trial);
  const scored = had(crossFittedScores(trial.data, settings));
  const within = (trial.data.columns[partingColumn] as number[]).map((value) => Number(value > 0));
  return {
    average: holds(had(averageEffect(scored, { level })), truth.all),
    group: holds(had(averageEffect(scored, { level, within })), truth.above),
    fifths: fifthsHeld(trial, scored.scores as Float64Array[], settings),
    plain: holds(had(experimentEffect({ outcomes: trial.data.outcomes, treated: trial.data.actions }, { level })), truth.all),
  };
}

/** Do the intervals of the least and the most moved fifth, by effects learned fold after fold, hold the mean true effect of the subjects in them? */
function fifthsHeld({ data, effects }: Trial, scores: readonly Float64Array[], settings: EffectFitting): boolean[] {
  const { rows, effects: learned, folds } = had(forwardEffects('T', data, settings));
  const of = (values: (row: number) => number): number[] => Array.from(rows, values);
  const judge = (judged: (row: number) => number) => had(effectGroups({ effects: learned, folds, scores: of(judged) }, { level }));
  const groups = judge((row) => (scores[1]?.[row] as number) - (scores[0]?.[row] as number));
  const truths = judge((row) => effects[row] as number);
  return [0, 4].map((group) => holds(groups.groups[group] as { low: number; high: number }, truths.groups[group]?.estimate as number));
}

function coverageFigures({ seed, say }: BenchContext): Figure[] {
  return bases.flatMap(({ name, learner }) => {
    const runs = name === 'ridge' ? counts.covered : counts.coveredByTrees;
    const byForm = forms.map((form) => {
      const truth = trueEffects(form);
      say(`${form.name}, ${name}: ${runs} trials`);
      return { form, covered: Array.from({ length: runs }, (_, at) => coveredIn(form, truth, learner, seed * 20_000 + at)) };
    });
    const promise = { unit: '%', atLeast: 85, atMost: 95 };
    const all = byForm.flatMap(({ covered }) => covered);
    const pooled: Figure[] = [
      { ...promise, name: `all forms, expectations by ${name}: 90 % intervals of the average effect that hold it (${all.length} trials)`, values: [percent(all.map(({ average }) => average))] },
      { ...promise, name: `all forms, expectations by ${name}: the same, of those above 0 in one column`, values: [percent(all.map(({ group }) => group))] },
      { ...promise, name: `all forms, expectations by ${name}: the same, of the least and the most moved fifth as learned`, values: [percent(all.flatMap(({ fifths }) => fifths))] },
    ];
    if (name !== 'ridge') return pooled;
    return [...byForm.flatMap(({ form, covered }): Figure[] => [
      { ...promise, name: `${form.name}: 90 % intervals of the average effect that hold it (${runs} trials)`, values: [percent(covered.map(({ average }) => average))] },
      { ...promise, name: `${form.name}: the same, of those above 0 in one column`, values: [percent(covered.map(({ group }) => group))] },
      ...(form.isConfounded ? [{ name: `${form.name}: a plain difference of means, for comparison`, unit: '%', values: [percent(covered.map(({ plain }) => plain))] }] : []),
    ]), ...pooled];
  });
}

/** Usual miss of each subject's effect, on fresh subjects. */
function missOf(form: Form, seed: number, learn: (trial: Trial) => (columns: number[][]) => ArrayLike<number>): number {
  const predict = learn(madeUpTrial(form, seed, subjects));
  const fresh = madeUpTrial(form, seed + 5_000, 2_000);
  const learned = predict(fresh.data.columns);
  return Math.sqrt(fresh.effects.reduce((sum, effect, row) => sum + (effect - (learned[row] as number)) ** 2, 0) / fresh.effects.length);
}

function errorFigures({ seed, say }: BenchContext): Figure[] {
  return forms.slice(1, 5).filter(({ chances }) => chances !== 'known').flatMap((form) => {
    say(`${form.name}: effects by subject`);
    const misses = (learn: (trial: Trial) => (columns: number[][]) => ArrayLike<number>): number[] => Array.from({ length: counts.errors }, (_, at) => 100 * missOf(form, seed * 30_000 + at, learn));
    const averageForAll = (trial: Trial) => {
      const { estimate } = had(averageEffect(had(crossFittedScores(trial.data, { ...settingsOf(ridge, 1, trial), outcome: ridge }))));
      return ([column = []]: number[][]): number[] => column.map(() => estimate);
    };
    const plainForAll = (trial: Trial) => {
      const { estimate } = had(averageEffect(had(crossFittedScores(trial.data, { outcome: meanLearner, propensity: 'drawn', seed: 1 }))));
      return ([column = []]: number[][]): number[] => column.map(() => estimate);
    };
    const figure = (name: string, values: number[]): Figure => ({ name: `${form.name}: usual miss of a subject's effect, ${name}`, unit: 'hundredths', values: [median(values)] });
    return [
      figure('the plain difference of means for all', misses(plainForAll)), figure('the average effect for all', misses(averageForAll)),
      ...bases.flatMap((base) => kinds.map((kind) => figure(`${kind} on ${base.name}`, misses((trial) => had(fitEffects(kind, trial.data, settingsOf(base.learner, 1, trial))).predict)))),
    ];
  });
}

/** Effects learned, judged and averaged where the truth is known, or where there is none to find. */
export const bench: Bench = {
  asks: 'Is a Qini about 0 where treatment was dealt out by chance, do intervals of effects hold the truth where it is known, and how far off is each learner?',
  rounds: 1,
  measure: async (context) => [...permutedFigures(context), ...hillstromFigures(context), ...coverageFigures(context), ...errorFigures(context)],
};

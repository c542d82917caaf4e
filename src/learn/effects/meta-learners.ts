import type { Refused } from '../refused.ts';
import { groupedFolds } from '../splits/grouped-folds.ts';
import { chances, crossFit, expectations, type CrossFitted } from './cross-fit.ts';
import { demandEffectData, pickNumbers, propensityOf, rowsWhere, subjectsOf, thinAction, type CrossFitting, type EffectData } from './effect-data.ts';
import type { Columns, Learner, Predictor } from './learners.ts';

export type MetaLearner = 'S' | 'T' | 'X' | 'R' | 'DR';

export interface EffectFitting extends CrossFitting {
  /** Learns the effects themselves (X, R and DR), which are any number, also where outcomes are 0 and 1. */
  readonly effect: Learner;
  /** Folds by which R and DR keep expectations and effects apart: 3 by default. */
  readonly innerFolds?: number;
}

interface Training {
  readonly data: EffectData;
  readonly settings: EffectFitting;
}

/**
 * Learns each subject's effect of action 1 against 0. S: one model, the action a column. T: one model an action (both as in Künzel et al. 2019, §2). X: effects imputed
 * from the other arm's model, weighed by the chance of treatment (there, eq. 8). R: minimises Σ ((Y − m) − (T − e) τ(x))², m and e out of fold (Nie and Wager 2021, eq. 4). DR: regresses the
 * doubly robust score (Kennedy 2023, algorithm 1). Answers a predictor for fresh subjects. Assumptions as `crossFittedScores`; S and a ridge as its outcome learner know one effect for all.
 * Throws a RangeError on bad input and more than two actions; refuses as `crossFittedScores`.
 */
export function fitEffects(kind: MetaLearner, data: EffectData, settings: EffectFitting): { readonly predict: Predictor } | Refused {
  demandTwo(data, settings);
  const thin = thinAction(data.actions, 2, 2 * (settings.innerFolds ?? 3));
  if (thin) return thin;
  const predict = learners[kind]({ data, settings });
  return 'refused' in predict ? predict : { predict };
}

function demandTwo(data: EffectData, settings: EffectFitting): void {
  const count = demandEffectData(data, settings);
  if (count > 2) throw new RangeError(`Effects are learned of one action against another, and there are ${count}: keep the subjects of two`);
}

const learners: Record<MetaLearner, (training: Training) => Predictor | Refused> = { S: single, T: two, X: crossed, R: residual, DR: doublyRobust };

function single({ data, settings }: Training): Predictor {
  const predict = settings.outcome.fit([...data.columns, data.actions], data.outcomes, data.weights);
  const under = (columns: Columns, action: number): Float64Array => predict([...columns, new Float64Array(columns[0]?.length ?? 0).fill(action)]);
  return (columns) => difference(under(columns, 1), under(columns, 0));
}

function two({ data, settings }: Training): Predictor {
  const [held, treated] = expectations(data, 2, settings.outcome) as [Predictor, Predictor];
  return (columns) => difference(treated(columns), held(columns));
}

function crossed({ data, settings }: Training): Predictor {
  const models = expectations(data, 2, settings.outcome);
  const [ofHeld, ofTreated] = [0, 1].map((action) => {
    const rows = rowsWhere(data.outcomes.length, (row) => data.actions[row] === action);
    const own = subjectsOf(data, rows);
    const other = (models[1 - action] as Predictor)(own.columns);
    const imputed = other.map((expected, at) => (action === 1 ? 1 : -1) * ((own.outcomes[at] as number) - expected));
    return settings.effect.fit(own.columns, imputed, own.weights);
  }) as [Predictor, Predictor];
  // Known chances are those of the subjects seen; for fresh ones their mean serves, as weights between 0 and 1 always may.
  const { propensity } = settings;
  const weighing = propensity === 'drawn' || 'fit' in propensity ? propensity : propensity.map((chance) => (typeof chance === 'number' ? chance : meanOf(chance)));
  return (columns) => {
    const treatedChance = chances(data, 2, weighing, columns)[1] as Float64Array;
    const [held, treated] = [ofHeld(columns), ofTreated(columns)];
    return held.map((value, row) => (treatedChance[row] as number) * value + (1 - (treatedChance[row] as number)) * (treated[row] as number));
  };
}

const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value / values.length, 0);

const inner = ({ data, settings }: Training): CrossFitted | Refused => crossFit(data, 2, { ...settings, folds: settings.innerFolds ?? 3 });

function residual(training: Training): Predictor | Refused {
  const fitted = inner(training);
  if ('refused' in fitted) return fitted;
  const { data, settings } = training;
  const chance = (fitted.propensities[1] as Float64Array).map((e, row) => Math.min(e, 1 - (fitted.propensities[0]?.[row] as number)));
  const left = chance.map((e, row) => (data.actions[row] as number) - e);
  // m(x) = e μ₁ + (1 − e) μ₀: what is expected without knowing the action.
  const usual = chance.map((e, row) => e * (fitted.expected[1]?.[row] as number) + (1 - e) * (fitted.expected[0]?.[row] as number));
  const pseudo = left.map((distance, row) => ((data.outcomes[row] as number) - (usual[row] as number)) / distance);
  return settings.effect.fit(data.columns, pseudo, left.map((distance, row) => (data.weights?.[row] ?? 1) * distance * distance));
}

function doublyRobust(training: Training): Predictor | Refused {
  const fitted = inner(training);
  if ('refused' in fitted) return fitted;
  const { data, settings } = training;
  const part = (action: 0 | 1, row: number): number => {
    const expected = fitted.expected[action]?.[row] as number;
    return expected + (data.actions[row] === action ? ((data.outcomes[row] as number) - expected) / (fitted.propensities[action]?.[row] as number) : 0);
  };
  return settings.effect.fit(data.columns, Float64Array.from(data.outcomes, (_, row) => part(1, row) - part(0, row)), data.weights);
}

/** A difference of predictions; what is nothing but rounding is cut away, so that equal effects are ties. */
function difference(one: Float64Array, other: Float64Array): Float64Array {
  const grain = 1e-11 * one.reduce((most, value, row) => Math.max(most, Math.abs(value), Math.abs(other[row] as number)), Number.MIN_VALUE / 1e-11);
  return one.map((value, row) => Math.round((value - (other[row] as number)) / grain) * grain);
}

function foldsOf(data: EffectData, { folds = 5, seed }: EffectFitting): Int32Array | Refused {
  return groupedFolds(data.outcomes.length, { folds, seed, strata: Array.from(data.actions), ...(data.groups ? { groups: data.groups } : {}) });
}

/** Effects of some subjects by a model of others. */
function learnedOf(kind: MetaLearner, data: EffectData, settings: EffectFitting, from: Int32Array, of: Int32Array): Float64Array | Refused {
  const fit = fitEffects(kind, subjectsOf(data, from), { ...settings, propensity: propensityOf(settings.propensity, from) });
  return 'refused' in fit ? fit : fit.predict(data.columns.map((column) => pickNumbers(column, of)));
}

/**
 * Each subject's effect by a model that saw neither its outcome nor its group's, and the fold it stood in. Models of different folds have different levels: rank within folds. To use,
 * or to look at; to test them on the same
 * subjects take `forwardEffects`: here each fold's luck has a hand in the models of all others, so where effects do not differ errors of a Qini are up to √2 too small (Wager 2024, §2).
 */
export function outOfFoldEffects(kind: MetaLearner, data: EffectData, settings: EffectFitting): { readonly effects: Float64Array; readonly folds: Int32Array } | Refused {
  demandTwo(data, settings);
  const folds = foldsOf(data, settings);
  if ('refused' in folds) return folds;
  const effects = new Float64Array(folds.length);
  for (let fold = 0; fold < (settings.folds ?? 5); fold += 1) {
    const inside = rowsWhere(folds.length, (row) => folds[row] === fold);
    const learned = learnedOf(kind, data, settings, rowsWhere(folds.length, (row) => folds[row] !== fold), inside);
    if ('refused' in learned) return learned;
    learned.forEach((effect, at) => { effects[inside[at] as number] = effect; });
  }
  return { effects, folds };
}

export interface ForwardEffects {
  /** Subjects that have an effect: all but those of the first fold. What follows is in this order. */
  readonly rows: Int32Array;
  readonly effects: Float64Array;
  readonly folds: Int32Array;
}

/**
 * Effects to be tested on the subjects themselves: a fold's come from the folds before it alone, so that the errors of one fold after the other are martingale differences and those
 * of `qini`, `effectCalibration`
 * and `effectGroups` hold, also where effects do not differ (Wager 2024, "Sequential validation of treatment heterogeneity", arXiv 2405.05534). Folds of groups, in random order.
 */
export function forwardEffects(kind: MetaLearner, data: EffectData, settings: EffectFitting): ForwardEffects | Refused {
  demandTwo(data, settings);
  const folds = foldsOf(data, settings);
  if ('refused' in folds) return folds;
  const parts: Array<{ inside: Int32Array; learned: Float64Array }> = [];
  for (let fold = 1; fold < (settings.folds ?? 5); fold += 1) {
    const inside = rowsWhere(folds.length, (row) => folds[row] === fold);
    const learned = learnedOf(kind, data, settings, rowsWhere(folds.length, (row) => (folds[row] as number) < fold), inside);
    if ('refused' in learned) return learned;
    parts.push({ inside, learned });
  }
  const rows = Int32Array.from(parts.flatMap(({ inside }) => [...inside]));
  return { rows, effects: Float64Array.from(parts.flatMap(({ learned }) => [...learned])), folds: rows.map((row) => folds[row] as number) };
}

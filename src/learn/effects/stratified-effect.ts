import { membersOf, type GroupLabel } from '../linear/members.ts';
import type { Refused } from '../refused.ts';
import { estimateWith } from './estimate.ts';
import { armCounts, demandExperiment, type Experiment, type ExperimentEffect } from './experiment-effect.ts';

interface Arm {
  readonly n: number;
  readonly mean: number;
  /** Variance of the mean, s² ÷ n. */
  readonly variance: number;
}

/**
 * Average effect of an assignment drawn within strata: the strata's differences of means, each by its share of the subjects, with Neyman's variance
 * Σ share² (s₁² / n₁ + s₀² / n₀) and Welch–Satterthwaite degrees of freedom (Imbens and Rubin 2015, §9.4). Shares of treated may differ between strata; a pooled difference
 * of means would then be wrong. Means are those of the arms, strata in their shares. Throws a RangeError on bad input; refuses where a stratum has fewer than two subjects in an arm.
 */
export function stratifiedEffect(experiment: Experiment & { readonly strata: ArrayLike<GroupLabel> }, level = 0.95): ExperimentEffect | Refused {
  const { weights } = demandExperiment(experiment);
  const { outcomes, treated, strata } = experiment;
  const strataOf = membersOf(strata, outcomes.length).map(({ group, rows }) => ({ group, arms: [0, 1].map((arm) => armOf(rows.filter((row) => treated[row] === arm), outcomes, weights)) as [Arm, Arm] }));
  const thin = strataOf.find(({ arms }) => arms.some(({ n }) => n < 2) && arms.some(({ n }) => n > 0));
  if (thin) return { refused: `Stratum ${thin.group} has fewer than two subjects in an arm: merge it with a neighbour` };
  const counts = armCounts(treated, weights);
  const total = counts.held + counts.treated;
  const shared = strataOf.map(({ arms }) => ({ share: (arms[0].n + arms[1].n) / total, arms }));
  const mean = (arm: 0 | 1): number => shared.reduce((sum, { share, arms }) => sum + share * arms[arm].mean, 0);
  const parts = shared.flatMap(({ share, arms }) => arms.map(({ n, variance }) => ({ variance: share * share * variance, freedom: n - 1 })));
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const welch = variance ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.freedom, 0);
  const freedom = variance > 0 ? welch : total - parts.length;
  return { ...estimateWith(mean(1) - mean(0), Math.sqrt(variance), Math.max(1, freedom), level), ...counts, meanTreated: mean(1), meanHeld: mean(0) };
}

function armOf(rows: readonly number[], outcomes: ArrayLike<number>, weights: Float64Array | undefined): Arm {
  let [n, sum] = [0, 0];
  for (const row of rows) {
    n += weights?.[row] ?? 1;
    sum += (weights?.[row] ?? 1) * (outcomes[row] as number);
  }
  const mean = n > 0 ? sum / n : 0;
  const squares = rows.reduce((all, row) => all + (weights?.[row] ?? 1) * ((outcomes[row] as number) - mean) ** 2, 0);
  return { n, mean, variance: n > 1 ? squares / (n - 1) / n : 0 };
}

/** What estimators see of a log: numbers per round. */
export interface EvaluatedRounds {
  /** Chance under the policy ÷ logged chance. */
  readonly weights: Float64Array;
  readonly reward: Float64Array;
  /** Expected reward of the action taken. */
  readonly expectedTaken: Float64Array;
  /** Expected reward under the policy, Σ_a π(a) q(a). */
  readonly expectedPolicy: Float64Array;
}

/** An estimate, and by how much each round moves it: influences sum to zero. */
export interface Influenced {
  readonly estimate: number;
  readonly influence: Float64Array;
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function plainMean(terms: Float64Array): Influenced {
  const estimate = meanOf(terms);
  return { estimate, influence: terms.map((term) => term - estimate) };
}

/** Inverse propensity weighting, mean of w r (Horvitz and Thompson 1952; Strehl et al. 2010). Unbiased where every action of the policy could be taken. */
export const ipw = ({ weights, reward }: EvaluatedRounds): Influenced => plainMean(weights.map((w, round) => w * (reward[round] as number)));

/** Self-normalised, Σ w r ÷ Σ w (Swaminathan and Joachims 2015, eq. 7); consistent, within the range of rewards. Influence by the delta method. Needs Σ w > 0. */
export const snipw = ({ weights, reward }: EvaluatedRounds): Influenced => normalisedMean(weights, reward);

function normalisedMean(weights: Float64Array, values: Float64Array): Influenced {
  const whole = weights.reduce((sum, w) => sum + w, 0);
  const estimate = weights.reduce((sum, w, round) => sum + (w / whole) * (values[round] as number), 0);
  const mean = whole / weights.length;
  return { estimate, influence: weights.map((w, round) => (w / mean) * ((values[round] as number) - estimate)) };
}

/** Direct method, mean of what the reward model expects (Beygelzimer and Langford 2009). As wrong as the model, and its influence does not count that. */
export const dm = ({ expectedPolicy }: EvaluatedRounds): Influenced => plainMean(expectedPolicy);

const residuals = ({ reward, expectedTaken }: EvaluatedRounds): Float64Array => reward.map((value, round) => value - (expectedTaken[round] as number));

/** The model's expectation corrected by the log, each round with the weight that `shrink` leaves it. */
function corrected(rounds: EvaluatedRounds, shrink: (w: number) => number): Influenced {
  const left = residuals(rounds);
  return plainMean(rounds.expectedPolicy.map((expected, round) => expected + shrink(rounds.weights[round] as number) * (left[round] as number)));
}

/** Doubly robust, mean of Σ_a π q + w (r − q) (Dudík, Langford and Li 2011; Dudík et al. 2014, eq. 3.7): unbiased as IPW is, closer where the model is good. */
export const dr = (rounds: EvaluatedRounds): Influenced => corrected(rounds, (w) => w);

/** Self-normalised doubly robust (Kallus and Uehara 2019; as obp 0.5 defines it): mean of Σ_a π q, plus Σ w (r − q) ÷ Σ w. */
export function sndr(rounds: EvaluatedRounds): Influenced {
  const [model, correction] = [plainMean(rounds.expectedPolicy), normalisedMean(rounds.weights, residuals(rounds))];
  return { estimate: model.estimate + correction.estimate, influence: model.influence.map((value, round) => value + (correction.influence[round] as number)) };
}

/** Switch-DR (Wang, Agarwal and Dudík 2017, §4): rounds whose weight is above `threshold` are left to the model. Infinity is DR, 0 is DM. */
export const switchDr = (rounds: EvaluatedRounds, threshold: number): Influenced => corrected(rounds, (w) => (w <= threshold ? w : 0));

/** Doubly robust with optimistic shrinkage (Su et al. 2020, eq. 6): weights λ w ÷ (w² + λ). Infinity is DR, 0 is DM. */
export const drOs = (rounds: EvaluatedRounds, lambda: number): Influenced => corrected(rounds, (w) => (lambda === Infinity ? w : lambda === 0 ? 0 : (lambda * w) / (w * w + lambda)));

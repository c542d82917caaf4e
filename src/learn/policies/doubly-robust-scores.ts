import { demandModerate } from '../demand.ts';
import type { Refused } from '../refused.ts';
import { demandRounds, type LoggedRounds } from './logged-rounds.ts';

/**
 * What each action would have brought in each round, n × k row by row: q(x, a), and for the action taken (r − q) ÷ propensity more (Robins, Rotnitzky and
 * Zhao 1994; Zhou, Athey and Wager 2023, eq. 6). The mean over any rounds chosen by columns is unbiased for what an action brings there, where propensities are true
 * and `rewards` come of `crossFitRewards`. Refuses a log without propensities; throws a RangeError on bad rounds and on rewards that are not n × k finite numbers.
 */
export function doublyRobustScores(rounds: LoggedRounds, rewards: ArrayLike<number>): Float64Array | Refused {
  demandRounds(rounds);
  const { actions, action, reward, propensity } = rounds;
  if (rewards.length !== action.length * actions) throw new RangeError(`${rewards.length} expected rewards are not ${action.length} rounds of ${actions} actions`);
  demandModerate('Expected rewards', rewards);
  if (propensity === null || Array.from(propensity).some(Number.isNaN)) return { refused: 'Logging probabilities are missing: what other actions would have brought cannot be weighed' };
  const scores = Float64Array.from(rewards);
  for (let round = 0; round < action.length; round += 1) {
    const at = round * actions + (action[round] as number);
    scores[at] = (scores[at] as number) + ((reward[round] as number) - (scores[at] as number)) / (propensity[round] as number);
  }
  return scores;
}

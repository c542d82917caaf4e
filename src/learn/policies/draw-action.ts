/** The action that was drawn, and the chance it had: what to log. */
export interface DrawnAction {
  readonly action: number;
  readonly propensity: number;
}

/**
 * Draws an action from exactly these chances by one uniform number in [0, 1), so that the propensity is true by construction. Throws a RangeError on
 * chances below zero or that do not sum to 1 within 1e-9, and on a number outside [0, 1).
 */
export function drawAction(chances: ArrayLike<number>, uniform: number): DrawnAction {
  if (!(uniform >= 0 && uniform < 1)) throw new RangeError(`The uniform number is ${uniform}, not in [0, 1)`);
  const whole = Array.from(chances).reduce((sum, chance) => (chance >= 0 ? sum + chance : Number.NaN), 0);
  if (!(Math.abs(whole - 1) <= 1e-9)) throw new RangeError(`Chances are not below zero and sum to 1, not to ${whole}`);
  let left = uniform;
  let action = -1;
  for (let a = 0; a < chances.length && left >= 0; a += 1) {
    const chance = chances[a] as number;
    if (chance === 0) continue;
    action = a;
    left -= chance;
  }
  return { action, propensity: chances[action] as number };
}

/** Chances of which none is below `floor`: all are drawn towards alike by as much as that needs. Throws a RangeError on a floor outside [0, 1 / number of actions]. */
export function withFloor(chances: Float64Array, floor: number): Float64Array {
  if (!(floor >= 0 && floor * chances.length <= 1 + 1e-12)) throw new RangeError(`A floor of ${floor} is not between 0 and 1 ÷ ${chances.length} actions`);
  return chances.map((chance) => floor + Math.max(0, 1 - floor * chances.length) * chance);
}

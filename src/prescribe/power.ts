/**
 * Subjects needed in both groups together to see a difference between two proportions, at 80 % power and 5 % two-sided:
 * n₁ = (z₁√(p̄(1−p̄)(1+1/k)) + z₂√(p₁(1−p₁)+p₂(1−p₂)/k))² ÷ (p₁−p₂)², n₂ = k·n₁ (Fleiss, Levin and Paik, Statistical
 * Methods for Rates and Proportions, 3rd ed., ch. 4, without continuity correction).
 * `base` is the share without the effect, `effect` what is added, `heldShare` the part held out.
 */
export function subjectsNeeded(base: number, effect: number, heldShare: number): number {
  const [z1, z2] = [1.959964, 0.841621];
  const k = (1 - heldShare) / heldShare;
  const treated = Math.min(1, base + effect);
  const pooled = (base + k * treated) / (1 + k);
  const root = z1 * Math.sqrt(pooled * (1 - pooled) * (1 + 1 / k)) + z2 * Math.sqrt(base * (1 - base) + (treated * (1 - treated)) / k);
  const held = (root * root) / (effect * effect);
  return Math.ceil(held) + Math.ceil(k * held);
}

/** Months until a difference shows at a pace of subjects a month. */
export const monthsNeeded = (base: number, effect: number, heldShare: number, perMonth: number): number =>
  Math.ceil(subjectsNeeded(base, effect, heldShare) / perMonth);

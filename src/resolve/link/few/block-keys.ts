import { rulesAtMost } from '../dialect.ts';
import type { LinkPlan } from '../plan.ts';
import { hashOfNumber, hashOfText, hashTogether } from './city-hash.ts';
import type { Row } from './expression.ts';
import type { PlanRead } from './read-plan.ts';

const most = BigInt(rulesAtMost);
const numbered = (hash: bigint, rule: bigint): bigint => (hash / most) * most + rule;

/** The keys of a record, as `keysSelect` makes them; each ends with the number of its rule. */
export function keysOf(plan: LinkPlan, { keys }: PlanRead, record: Row): bigint[] {
  const whole = keys.flatMap((ofRule, rule) => ofRule.flatMap((parts) => keyOf(rule, parts.map((part) => String(part(record))))));
  const worded = plan.rules.flatMap(({ words }, rule) => (words === undefined ? [] : (record[words] as readonly string[]).map((word) => numbered(BigInt(word), BigInt(rule)))));
  return [...new Set([...whole, ...worded])];
}

function keyOf(rule: number, parts: readonly string[]): bigint[] {
  if (parts.includes('')) return [];
  return [numbered(parts.reduce((hash, part) => hashTogether(hash, hashOfText(part)), hashOfNumber(BigInt(rule))), BigInt(rule))];
}

/** The keys that a record is looked up by, as `blocksSelect` makes them: those that are not crowded, and two crowded ones together as one. */
export function blocksOf(keys: readonly bigint[], crowded: ReadonlySet<bigint>): bigint[] {
  const many = keys.filter((key) => crowded.has(key));
  const together = many.flatMap((x) => many.filter((y) => x < y).map((y) => numbered(hashTogether(hashOfNumber(x), hashOfNumber(y)), x % most)));
  return [...keys.filter((key) => !crowded.has(key)), ...together];
}

/** Which rule made a key, as the bit that stands for it. */
export const ruleBit = (key: bigint): number => 1 << Number(key % most);

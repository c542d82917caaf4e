import { expect, test } from 'vitest';
import { randomStream } from '../../learn/index.ts';
import { DAY_MS } from '../../model/index.ts';
import { aDeal, aLog } from '../testing.ts';
import { searchLeaks } from './find-leaks.ts';

const spanDays = 1400;
const asOf = spanDays * DAY_MS;

/** Deals of one stage that end at a constant daily rate; one industry loses more often by the factor. */
function world(count: number, seed: number, times: number) {
  const random = randomStream(seed, 'register of leaks');
  const deals = Array.from({ length: count }, (_, index) => {
    const createdAt = random() * (spanDays - 30) * DAY_MS;
    const industry = ['retail', 'metal', 'food'][Math.floor(random() * 3)] as string;
    const [loss, move] = [0.012 * (industry === 'metal' ? times : 1), 0.03];
    const at = createdAt + (-Math.log(1 - random()) / (loss + move)) * DAY_MS;
    const kind = random() < loss / (loss + move) ? 'lost' as const : 'won' as const;
    return aDeal({ id: `d${index}`, createdAt, stage: [{ at: createdAt, value: 'Legal' }], hasStageHistory: true, stable: { industry }, outcome: at > asOf ? null : { kind, at, closedAt: at } });
  });
  return aLog({ stageOrder: ['Legal'], deals });
}

test('every comparison of the search stands in the register, each once, surest first', () => {
  const { answer, family } = searchLeaks(world(2_000, 1, 3.5), asOf);
  expect(family.tested).toBe(answer.comparisons);
  expect(family.tested).toBeGreaterThan(5);
  expect(new Set(family.comparisons.map((one) => one.id)).size).toBe(family.tested);
  const qValues = family.comparisons.map((one) => one.qValue ?? 2);
  expect(qValues).toEqual(qValues.toSorted((a, b) => a - b));
});

test('whatever is shown as a leak is claimed in the register, with its size', () => {
  const { answer, family } = searchLeaks(world(2_000, 1, 3.5), asOf);
  const claimed = family.comparisons.filter((one) => one.verdict === 'claimed');
  expect(answer.leaks.map((leak) => leak.id).filter((id) => !claimed.some((one) => one.id === id))).toEqual([]);
  expect(claimed.find((one) => one.id.includes('industry:metal'))).toMatchObject({ says: 'Legal, industry: metal against the others: losses', found: expect.stringMatching(/^\d\.\d\d times the share lost \(19 in 20: /), confirmedLater: true });
});

test('where nothing differs, comparisons are listed all the same', () => {
  const { family } = searchLeaks(world(1_500, 7, 1), asOf);
  expect([family.claimed, family.expectedFalse]).toEqual([0, 0]);
  expect(family.byChance).toBeCloseTo(0.05 * family.tested, 9);
});

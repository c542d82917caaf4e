import { expect, test } from 'vitest';
import { DAY_MS } from '../model/index.ts';
import { randomStream } from '../learn/index.ts';
import { aDeal, aLog } from '../history/testing.ts';
import { experimentOf, followedDays } from './experiment.ts';
import type { Assignment } from './follow-accounts.ts';

const start = Date.UTC(2026, 0, 1);

/** Accounts that are assigned a day apart; some sign within the 90 days, by their group. */
function world(accounts: number, signs: (heldOut: boolean) => number, seed = 1) {
  const random = randomStream('experiment', seed);
  const assignments: Assignment[] = Array.from({ length: accounts }, (_, index) => ({ cluster: `a${index}`, heldOut: random() < 0.3, at: start + (index % 200) * DAY_MS }));
  const deals = assignments.map(({ heldOut, at }, index) => {
    const wonAt = random() < signs(heldOut) ? at + 60 * DAY_MS : at + 200 * DAY_MS;
    return aDeal({ id: `d${index}`, accountId: `a${index}`, createdAt: at - 10 * DAY_MS, outcome: { kind: 'won', at: wonAt, closedAt: wonAt } });
  });
  return { assignments, log: aLog({ deals, dataThrough: start + 500 * DAY_MS }) };
}

const experiment = (accounts: number, signs: (heldOut: boolean) => number, days = 400) =>
  experimentOf({ ...world(accounts, signs), asOf: start + days * DAY_MS, on: true, heldShare: 0.3 });

test('an effect that is there is claimed with its interval, one that is not is not', () => {
  const [helped] = experiment(2_000, (held) => (held ? 0.2 : 0.4)).outcomes;
  expect(helped).toMatchObject({ name: 'signed', verdict: 'helps' });
  expect(helped?.low).toBeLessThan(0.2);
  expect(helped?.high).toBeGreaterThan(0.2);
  expect(helped?.sentence).toMatch(/^Suggestions helped: \d+ points more of 100 accounts signed within 90 days \(\d+ points to \d+ points\)\.$/);
  expect(experiment(2_000, () => 0.3).outcomes[0]).toMatchObject({ verdict: 'cannot_tell' });
});

test('an account counts from the day its 90 days are over, and what came later counts for nothing', () => {
  const early = experiment(200, () => 1, followedDays - 1);
  expect(early).toMatchObject({ assigned: 90, waiting: 90 });
  expect(early.outcomes[0]?.sentence).toMatch(/^Cannot tell yet: 0 of about \d+ accounts needed to see a 10-point effect\.$/);
  const late = experiment(200, () => 0, 400);
  expect(late).toMatchObject({ assigned: 200, waiting: 0 });
  expect(late.outcomes[0]).toMatchObject({ meanTreated: 0, meanHeld: 0 });
});

test('only the first outcome may end in a claim', () => {
  const { outcomes } = experiment(50, () => 0.5);
  expect(outcomes.filter((outcome) => outcome.primary).map((outcome) => outcome.name)).toEqual(['signed']);
});

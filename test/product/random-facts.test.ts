/** The same of facts that make no sense: on fifty random dates nothing that is known later changes what is said. */
import { expect, test } from 'vitest';
import { logAsOf } from '../../src/history/index.ts';
import { randomStream } from '../../src/learn/index.ts';
import { DAY_MS, endOfDay, isoDate } from '../../src/model/index.ts';
import { answersOfEach, asked, withAnotherFuture, withoutFuture } from './futures.ts';
import { randomCompany, randomFrom, randomUntil } from './random-company.ts';

const log = randomCompany();
const random = randomStream('fifty dates of random facts', 1);
const dates = Array.from({ length: 50 }, () => endOfDay(isoDate(randomFrom + 60 * DAY_MS + random() * (randomUntil - randomFrom - 61 * DAY_MS)))).sort((a, b) => a - b);

test('there is something to take away: what was taken back, opened again, and joined by a second currency', () => {
  expect(log.deals.filter((deal) => deal.earlier !== undefined).length).toBeGreaterThan(20);
  expect(log.deals.filter((deal) => deal.endings.length > 0).length).toBeGreaterThan(10);
  expect(new Set(dates.map((asOf) => logAsOf(log, asOf).mixedCurrencies))).toEqual(new Set([true, false]));
});

test.each(asked(dates))('on $day', (one) => {
  const [said, withoutIt, withAnother] = answersOfEach([log, withoutFuture(log, one.asOf), withAnotherFuture(log, one.asOf)], one);
  expect(withoutIt).toEqual(said);
  expect(withAnother).toEqual(said);
}, 60_000);

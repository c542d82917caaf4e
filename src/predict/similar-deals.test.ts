import { expect, test } from 'vitest';
import { DAY_MS } from '../model/index.ts';
import { stateAt } from '../history/index.ts';
import { aDeal, aLog } from '../history/testing.ts';
import { pastDeals, similarTo } from './similar-deals.ts';

const ended = (id: string, days: number, product: string) => aDeal({ id, outcome: { kind: 'won', at: days * DAY_MS, closedAt: days * DAY_MS }, stable: { product } });

test('similar deals lived at least as long and are nearest in product and age; the order of the file decides nothing', () => {
  const past = [ended('short', 5, 'pump'), ended('near', 31, 'pump'), ended('later', 50, 'pump'), ended('far', 400, 'pump'), ended('other', 30, 'valve')];
  const open = aDeal({ id: 'open', stable: { product: 'pump' } });
  const asOf = 30 * DAY_MS;
  const found = (deals: typeof past) => similarTo(open, stateAt(open, asOf), pastDeals(aLog({ deals }))).map((deal) => deal.id);
  expect(found(past)).toEqual(['near', 'later', 'other']);
  expect(found([...past].reverse())).toEqual(['near', 'later', 'other']);
});

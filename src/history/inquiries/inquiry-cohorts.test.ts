import { expect, test } from 'vitest';
import { randomStream } from '../../learn/index.ts';
import { DAY_MS } from '../../model/index.ts';
import type { DealLog, LeadLog } from '../log.ts';
import { aDeal, aLead, aLog } from '../testing.ts';
import { inquiryCohorts } from './inquiry-cohorts.ts';

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
const start = day('2026-01-01');
const asOf = day('2026-12-31');

/** Eight inquiries a day for 300 days; one in five is won after a random time of up to 80 days. */
function funnel(seed: number, winsFrom = 0): { leads: LeadLog[]; deals: DealLog[] } {
  const random = randomStream(seed, 'funnel');
  const leads: LeadLog[] = [];
  const deals: DealLog[] = [];
  for (let index = 0; index < 2400; index += 1) {
    const createdAt = start + Math.floor(index / 8) * DAY_MS;
    const wonAt = createdAt + Math.floor(random() * 80) * DAY_MS;
    const isWon = random() < 0.2 && wonAt >= winsFrom;
    leads.push(aLead({ id: `l${index}`, createdAt, channel: index % 2 ? 'search' : 'fair', ...(isWon ? { dealId: `d${index}`, convertedAt: createdAt } : {}) }));
    if (isWon) deals.push(aDeal({ id: `d${index}`, createdAt, outcome: { kind: 'won', at: wonAt, closedAt: wonAt }, amountCents: [{ at: wonAt, value: 100_000 }] }));
  }
  return { leads, deals };
}

test('months whose window is not over are left out, and the rate is the true one', () => {
  const answer = inquiryCohorts(aLog(funnel(1)), asOf);
  expect(answer.label).toBe('won within 90 days');
  expect(answer.cohorts.map((cohort) => cohort.month)).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09']);
  expect(answer.rate).toBeGreaterThan(0.17);
  expect(answer.rate).toBeLessThan(0.23);
  expect(answer.notCounted.map((reason) => reason.what)).toEqual(['window not over']);
  expect(answer.worth).toMatchObject({ is: 'revenue', currency: 'EUR' });
});

test('a log of wins that starts later than the inquiries is reported as truncation, not as a rising rate', () => {
  const answer = inquiryCohorts(aLog(funnel(2, day('2026-04-10'))), asOf);
  expect(answer.cohorts[0]?.month).toBe('2026-05');
  expect(answer.notCounted[0]).toMatchObject({ what: 'before conversions were recorded', inquiries: 120 * 8 });
  expect(answer.notCounted[0]?.why).toContain('Conversions are recorded from 2026-04-10 on');
});

test('sources that do not differ are not said to differ', () => {
  const noted = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((seed) => inquiryCohorts(aLog(funnel(seed)), asOf).bySource.some((one) => one.note?.includes('beyond chance')));
  expect(noted.length).toBeLessThanOrEqual(3);
});

test('wins before the inquiry are set aside and counted', () => {
  const { leads, deals } = funnel(13);
  const odd = [aLead({ id: 'odd', createdAt: day('2026-03-10'), dealId: 'early', convertedAt: day('2026-03-10') })];
  const answer = inquiryCohorts(aLog({ leads: [...leads, ...odd], deals: [...deals, aDeal({ id: 'early', outcome: { kind: 'won', at: day('2026-03-08'), closedAt: day('2026-03-08') } })] }), asOf);
  expect(answer.lag.negative).toBe(1);
  expect(answer.notCounted).toContainEqual(expect.objectContaining({ what: 'won before the inquiry', inquiries: 1 }));
});

test('a linked deal that is open is no win', () => {
  const { leads, deals } = funnel(14);
  const open = deals.map((deal) => ({ ...deal, outcome: null }));
  expect(inquiryCohorts(aLog({ leads, deals: open }), asOf)).toMatchObject({ rate: null, refusal: { code: 'no_rows' } });
});

test('inquiries without dates give one labelled share', () => {
  const leads = Array.from({ length: 100 }, (_, index) => aLead({ id: `l${index}`, createdAt: null, converted: index < 40, undated: [{ at: 0, value: {} }] }));
  const answer = inquiryCohorts(aLog({ leads }), asOf);
  expect(answer).toMatchObject({ rate: 0.4, cohorts: [], refusal: { code: 'no_dates' } });
  expect(answer.label).toContain('no dates');
});

test('response time is told with how many responses are dated', () => {
  const leads = [aLead({ id: 'a', createdAt: start, respondedAt: start + 2 * 3_600_000 }), aLead({ id: 'b', createdAt: start })];
  expect(inquiryCohorts(aLog({ leads }), asOf).responseTime).toMatchObject({ medianHours: 2, n: 1 });
});

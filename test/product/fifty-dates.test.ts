/**
 * Nothing knows the future: on fifty random dates every answer stays what it was when all that was known later is taken
 * away, and when a made-up future is added. Integers and ranks must be equal; so are, here, all other numbers.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logAsOf, type Log } from '../../src/history/index.ts';
import { randomStream } from '../../src/learn/index.ts';
import { writeDemo } from '../../src/market/index.ts';
import { DAY_MS, endOfDay, isoDate } from '../../src/model/index.ts';
import { fitWinModel, forecastQuarters } from '../../src/predict/index.ts';
import { answersOfEach, asked, withAnotherFuture, withoutFuture } from './futures.ts';
import { importInto, openEmptyHouse } from './imported-set.ts';

const endsAt = '2026-06-30';
const folder = mkdtempSync(join(tmpdir(), 'hindcast-fifty-'));
let log: Log;

/** Three small companies as one: enough deals for a forecast, few enough to be quick. */
beforeAll(async () => {
  const parts: Log[] = [];
  const house = await openEmptyHouse();
  try {
    for (const seed of [11, 12, 13]) {
      const files = join(folder, String(seed));
      await writeDemo(files, { seed, size: 'XS', endsAt }, () => undefined);
      parts.push(renamed((await importInto(house, `company_${seed}`, files)).log, `${seed}-`));
    }
  } finally {
    await house.close();
  }
  const first = parts[0] as Log;
  log = { ...first, deals: parts.flatMap((part) => part.deals), leads: parts.flatMap((part) => part.leads), accounts: parts.flatMap((part) => part.accounts), money: parts.flatMap((part) => part.money) };
}, 120_000);
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const prefixed = (prefix: string, id: string | null): string | null => (id === null ? null : prefix + id);

function renamed(part: Log, prefix: string): Log {
  return {
    ...part,
    deals: part.deals.map((deal) => ({ ...deal, id: prefix + deal.id, accountId: prefixed(prefix, deal.accountId) })),
    leads: part.leads.map((lead) => ({ ...lead, id: prefix + lead.id, dealId: prefixed(prefix, lead.dealId) })),
    accounts: part.accounts.map((account) => ({ ...account, id: prefix + account.id })),
    money: part.money.map((money) => ({ ...money, dealId: prefixed(prefix, money.dealId), accountId: prefixed(prefix, money.accountId) })),
  };
}

const random = randomStream('fifty dates', 1);
const lastDay = Date.parse(endsAt);
const dates = Array.from({ length: 50 }, () => endOfDay(isoDate(lastDay - random() * 3 * 365 * DAY_MS))).sort((a, b) => a - b);

test('there are dates with forecasts, and dates on which there is too little for one', () => {
  const refused = dates.map((asOf) => forecastQuarters({ log: logAsOf(log, asOf), asOf, model: fitWinModel(logAsOf(log, asOf), asOf, [], 1), method: 'hazard', seed: 1, pastMisses: [] })[0]?.refusal ?? null);
  expect(refused.filter((refusal) => refusal === null).length).toBeGreaterThan(10);
  expect(refused.filter((refusal) => refusal !== null).length).toBeGreaterThan(1);
});

test.each(asked(dates))('on $day', (one) => {
  const [said, withoutIt, withAnother] = answersOfEach([log, withoutFuture(log, one.asOf), withAnotherFuture(log, one.asOf)], one);
  expect(withoutIt).toEqual(said);
  expect(withAnother).toEqual(said);
}, 180_000);

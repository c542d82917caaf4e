import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextDaily } from './next-daily.ts';

const at = (iso: string): number => Date.parse(iso);
const next = (time: string, zone: string, now: string): string => new Date(nextDaily({ at: time, zone }, at(now))).toISOString();

test.each([
  ['06:30', 'UTC', '2026-11-28T06:00:00Z', '2026-11-28T06:30:00.000Z'], ['06:30', 'UTC', '2026-11-28T06:30:00Z', '2026-11-29T06:30:00.000Z'],
  ['06:30', 'Europe/Berlin', '2026-07-01T00:00:00Z', '2026-07-01T04:30:00.000Z'], ['06:30', 'Europe/Berlin', '2026-12-01T00:00:00Z', '2026-12-01T05:30:00.000Z'],
  ['00:15', 'Pacific/Kiritimati', '2026-07-01T12:00:00Z', '2026-07-02T10:15:00.000Z'], ['23:45', 'America/Los_Angeles', '2026-07-02T05:00:00Z', '2026-07-02T06:45:00.000Z'],
  // The clock jumps from 02:00 to 03:00, so 02:30 is never shown: an hour later.
  ['02:30', 'Europe/Berlin', '2026-03-29T00:00:00Z', '2026-03-29T01:30:00.000Z'],
  // The clock shows 02:30 twice: the first counts, and only once.
  ['02:30', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T00:30:00.000Z'], ['02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
])('%s in %s after %s', (time, zone, now, then) => expect(next(time, zone, now)).toBe(then));

test('it comes once a day, and never twice within 22 hours, whatever the zone and the moment', () => fc.assert(fc.property(
  fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Chatham', 'America/Sao_Paulo'), fc.integer({ min: at('2024-01-01'), max: at('2028-01-01') }), fc.integer({ min: 0, max: 1439 }),
  (zone, now, minute) => {
    const daily = { at: `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`, zone };
    const first = nextDaily(daily, now);
    const second = nextDaily(daily, first);
    expect(first).toBeGreaterThan(now);
    expect(first - now).toBeLessThanOrEqual(26 * 3_600_000);
    expect(second - first).toBeGreaterThanOrEqual(22 * 3_600_000);
    expect(second - first).toBeLessThanOrEqual(26 * 3_600_000);
  },
)));

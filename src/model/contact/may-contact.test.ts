import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capWindowsMs, contactRulesSchema, houseContactRules, type LevelRules } from './contact-rules.ts';
import { levelInForce, type DialWord } from './dial.ts';
import { mayContact, type ContactMade } from './may-contact.ts';
import { endOfQuiet, isQuiet } from './quiet-hours.ts';

const always: LevelRules = { caps: [], minGapMinutes: 0, quietFrom: '00:00', quietTo: '00:00', weekdaysOnly: false };
const hour = 3_600_000;
const begin = Date.parse('2026-03-02T10:00:00Z');

const someCap = fc.record({ channel: fc.constantFrom('any' as const, 'mail' as const, 'phone' as const), about: fc.constantFrom('any' as const, 'sales' as const), per: fc.constantFrom('day' as const, 'week' as const, 'month' as const), most: fc.integer({ min: 0, max: 4 }) });
const someRules = fc.record({ caps: fc.array(someCap, { maxLength: 3 }), minGapMinutes: fc.constantFrom(0, 30, 300), quietFrom: fc.constantFrom('00:00', '18:00', '12:30'), quietTo: fc.constantFrom('00:00', '08:00', '13:15'), weekdaysOnly: fc.boolean() });
const someAttempts = fc.array(fc.record({ channel: fc.constantFrom('mail', 'phone', 'link'), about: fc.constantFrom('sales', 'research'), at: fc.integer({ min: 0, max: 45 * 24 * 4 }).map((quarters) => begin + quarters * (hour / 4)) }), { maxLength: 60 });
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia');

/** Said again, plainly: no window that begins at a contact holds more than the cap. */
function broken(rules: LevelRules, made: readonly ContactMade[]): string[] {
  const overfull = rules.caps.flatMap((cap) => {
    const counted = made.filter((one) => (cap.channel === 'any' || cap.channel === one.channel) && (cap.about === 'any' || cap.about === one.about));
    return counted.filter((first) => counted.filter((one) => one.at >= first.at && one.at < first.at + capWindowsMs[cap.per]).length > cap.most).map(() => `${cap.most} a ${cap.per}`);
  });
  const times = made.map(({ at }) => at).sort((a, b) => a - b);
  return [...overfull, ...times.slice(1).filter((at, index) => at - (times[index] as number) < rules.minGapMinutes * 60_000).map(() => 'gap')];
}

test('no order of attempts fills any window beyond its cap, comes too soon or in quiet hours; what is refused names a time at which it is right', () => {
  fc.assert(fc.property(someRules, zones, someAttempts, (rules, timeZone, attempts) => {
    const made: ContactMade[] = [];
    for (const attempt of attempts) {
      const decision = mayContact({ rules, timeZone, made }, attempt);
      if (decision.allowed) { made.push(attempt); continue; }
      if (decision.next === null) continue;
      const next = Date.parse(decision.next);
      expect(next).toBeGreaterThan(attempt.at);
      expect(mayContact({ rules, timeZone, made }, { ...attempt, at: next }).allowed).toBe(true);
      expect(mayContact({ rules, timeZone, made }, { ...attempt, at: next - 60_000 }).allowed && next - 60_000 > attempt.at).toBe(false);
    }
    expect(broken(rules, made)).toEqual([]);
    expect(made.filter((one) => one.channel !== 'link' && isQuiet(rules, timeZone, one.at))).toEqual([]);
  }), { numRuns: 150 });
});

test('a cap of none never opens, and says so', () => {
  expect(mayContact({ rules: { ...always, caps: [{ channel: 'phone', about: 'any', per: 'day', most: 0 }] }, timeZone: 'UTC', made: [] }, { channel: 'phone', about: 'sales', at: begin })).toMatchObject({ allowed: false, reason: 'cap', next: null });
});

test('quiet hours are those of the person\'s clock, on days on which clocks are changed too', () => {
  const rules = { ...always, quietFrom: '18:00', quietTo: '08:00' };
  const opens = (zone: string, at: string): string => new Date(endOfQuiet(rules, zone, Date.parse(at))).toISOString();
  expect(opens('Europe/Berlin', '2026-03-28T20:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
  expect(opens('Europe/Berlin', '2026-03-27T20:00:00Z')).toBe('2026-03-28T07:00:00.000Z');
  expect(opens('Europe/Berlin', '2026-10-24T20:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
  expect(opens('America/New_York', '2026-03-08T03:00:00Z')).toBe('2026-03-08T12:00:00.000Z');
  expect(opens('Australia/Lord_Howe', '2026-04-04T12:00:00Z')).toBe('2026-04-04T21:30:00.000Z');
  expect(opens('Asia/Kolkata', '2026-03-02T13:00:00Z')).toBe('2026-03-03T02:30:00.000Z');
  expect(opens('UTC', '2026-03-02T10:00:30Z')).toBe('2026-03-02T10:00:30.000Z');
  expect(new Date(endOfQuiet({ ...rules, weekdaysOnly: true }, 'UTC', Date.parse('2026-03-06T19:00:00Z'))).toISOString()).toBe('2026-03-09T08:00:00.000Z');
});

test('the company stays within what the person allows, whatever the order of their words', () => {
  const word = fc.record({ about: fc.constantFrom('any' as const, 'sales' as const, 'research' as const), level: fc.constantFrom('quiet' as const, 'normal' as const, 'eager' as const), saidBy: fc.constantFrom('person' as const, 'company' as const) });
  const order = ['quiet', 'normal', 'eager'];
  fc.assert(fc.property(fc.array(word, { maxLength: 12 }), (given) => {
    const words: DialWord[] = given.map((one) => ({ ...one, timeZone: null, at: '2026-03-02T10:00:00.000Z', by: null }));
    const own = words.filter(({ saidBy }) => saidBy === 'person');
    const allowed = (own.findLast(({ about }) => about === 'sales') ?? own.findLast(({ about }) => about === 'any'))?.level ?? 'normal';
    expect(order.indexOf(levelInForce(words, 'sales', 'normal'))).toBeLessThanOrEqual(order.indexOf(allowed));
    expect(levelInForce(own, 'sales', 'normal')).toBe(allowed);
  }));
});

test('the house\'s own rules are rules, and nonsense is refused', () => {
  expect(contactRulesSchema.parse(houseContactRules)).toEqual(houseContactRules);
  expect(contactRulesSchema.safeParse({ ...houseContactRules, timeZone: 'Mars/Olympus' }).success).toBe(false);
  expect(contactRulesSchema.safeParse({ ...houseContactRules, quiet: { ...houseContactRules.quiet, quietFrom: '25:00' } }).success).toBe(false);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standingInputs, type DelayFact } from '../../history/index.ts';
import { DAY_MS, countsFor, delayInputNames, delayInputs, delaySources, type DelayInputName, type DelaySource } from '../../model/index.ts';
import { delayAnswer } from './delay-answer.ts';
import { newestHold, type Hold } from './urgency.ts';

const start = Date.parse('2026-11-02T09:00:00Z');
const later = start + 100 * DAY_MS;
const isText = (input: DelayInputName): boolean => ['day', 'words'].includes(delayInputs[input].unit);

interface Given { readonly input: DelayInputName; readonly source: DelaySource; readonly steps: readonly [number, number, number]; readonly day: number; readonly back: boolean }

/** A fact as it would be stored: least, likely and most by non-negative steps, in the size of its unit. */
function factOf({ input, source, steps: [a, b, c], day, back }: Given, index: number): DelayFact {
  const size = { hours: 40, money: 5_000, share: 1 / 3, weeks: 10, day: 0, words: 0 }[delayInputs[input].unit];
  const range = isText(input) || back ? { low: null, likely: null, high: null } : { low: a * size, likely: (a + b) * size, high: (a + b + c) * size };
  return {
    id: `i${String(index).padStart(3, '0')}`, input, fact: back ? 'taken_back' : 'given', ...range, currency: delayInputs[input].unit === 'money' ? 'EUR' : null, on: input === 'deadline' ? '2027-03-31' : null,
    words: input === 'priority' ? 'The audit in March.' : null, source, contactId: null, evidence: null, saidOn: null, by: null, at: start + day * DAY_MS,
  };
}

const step = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const given = (inputs: readonly DelayInputName[] = delayInputNames, sources: readonly DelaySource[] = delaySources): fc.Arbitrary<Given> =>
  fc.record({ input: fc.constantFrom(...inputs), source: fc.constantFrom(...sources), steps: fc.tuple(step, step, step), day: fc.integer({ min: 0, max: 60 }), back: fc.boolean().map((one) => one && sources.length > 1) });
const history = fc.array(given(), { maxLength: 25 }).map((list) => list.map(factOf));
/** One word of the buyer for each input. */
const wholeHistory = fc.tuple(...delayInputNames.map((input) => given([input], ['buyer_said']))).map((list) => list.map(factOf));

const answerAt = (facts: readonly DelayFact[], at = later, hold: Hold | null = null) =>
  delayAnswer({ dealId: 'D-1', standing: standingInputs(facts, at), names: new Map(), hold, asOf: at });
const changed = (facts: readonly DelayFact[], input: DelayInputName, change: (fact: DelayFact) => Partial<DelayFact>): DelayFact[] =>
  facts.map((fact) => (fact.input === input ? { ...fact, ...change(fact) } : fact));

const ways: ReadonlyArray<readonly DelayInputName[]> = [['losses_per_month', 'share_removed'], ['hours_per_week', 'cost_per_hour', 'share_removed'], ['old_costs_per_month']];
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

test('worked by hand: 25 hours a week at 55, of which 60 % would go away, and 304.36875 a month no longer paid', () => {
  const facts = [
    factOf({ input: 'hours_per_week', source: 'buyer_said', steps: [0.5, 0.125, 0.125], day: 0, back: false }, 0), factOf({ input: 'cost_per_hour', source: 'public', steps: [0.0096, 0.0014, 0.001], day: 1, back: false }, 1),
    factOf({ input: 'share_removed', source: 'buyer_said', steps: [1.5, 0.3, 0.6], day: 2, back: false }, 2), { ...factOf({ input: 'old_costs_per_month', source: 'buyer_document', steps: [0, 0, 0], day: 3, back: false }, 3), low: 304.36875, likely: 304.36875, high: 304.36875 },
  ];
  const { cost, sentence, inputs } = answerAt(facts);
  // 25 × 55 ÷ 7 × 0.6 + 304.36875 ÷ 30.436875 = 117.857 + 10; low 20 × 48 ÷ 7 × 0.5 + 10; high 30 × 60 ÷ 7 × 0.8 + 10.
  expect(cost?.perDay.likely).toBeCloseTo(127.857, 3);
  expect(cost?.perDay.low).toBeCloseTo(78.571, 3);
  expect(cost?.perDay.high).toBeCloseTo(215.714, 3);
  expect(cost).toMatchObject({ inputs: 4, currency: 'EUR', knownSince: new Date(start + 3 * DAY_MS).toISOString() });
  expect(cost?.perWeek.likely).toBeCloseTo(895, 3);
  // Hours alone, the rest as is likely: (30 − 20) × 55 ÷ 7 × 0.6.
  expect(inputs.find(({ input }) => input === 'hours_per_week')?.swing).toBeCloseTo(47.143, 3);
  expect(inputs.find(({ input }) => input === 'old_costs_per_month')?.swing).toBe(0);
  expect(sentence).toBe('Each day of waiting costs the buyer €130 (€80–220). From work and what would no longer be paid; what running the new way costs is not taken off, as it is not known.');
});

test('the range holds the likely value, and a week is seven days', () => {
  fc.assert(fc.property(history, (facts) => {
    const { cost, parts } = answerAt(facts);
    for (const { low, likely, high } of [...(cost ? [cost.perDay, cost.perWeek] : []), ...parts.map((part) => part.perDay)]) {
      expect(low).toBeLessThanOrEqual(likely + 1e-9);
      expect(likely).toBeLessThanOrEqual(high + 1e-9);
    }
    if (cost) expect(near(cost.perWeek.likely, cost.perDay.likely * 7)).toBe(true);
  }), { numRuns: 1000 });
});

test('whatever values the inputs take within their ranges, the cost lies within its own', () => {
  fc.assert(fc.property(wholeHistory, fc.array(step, { minLength: 10, maxLength: 10 }), (facts, shares) => {
    const exact = facts.map((fact, index) => {
      const value = (fact.low ?? 0) + (shares[index] ?? 0) * ((fact.high ?? 0) - (fact.low ?? 0));
      return fact.low === null ? fact : { ...fact, low: value, likely: value, high: value };
    });
    const [wide, point] = [answerAt(facts).cost?.perDay, answerAt(exact).cost?.perDay];
    expect(point?.likely).toBeGreaterThanOrEqual((wide?.low ?? NaN) - 1e-6);
    expect(point?.likely).toBeLessThanOrEqual((wide?.high ?? NaN) + 1e-6);
  }), { numRuns: 1000 });
});

test('monotone: more of any input costs more a day, more of running the new way less, and days and words nothing', () => {
  const direction: Partial<Record<DelayInputName, number>> = { losses_per_month: 1, hours_per_week: 1, cost_per_hour: 1, old_costs_per_month: 1, share_removed: 1, new_costs_per_month: -1 };
  fc.assert(fc.property(wholeHistory, fc.constantFrom(...delayInputNames), step, (facts, input, more) => {
    const raised = changed(facts, input, ({ low, likely, high }) => (low === null ? { on: '2027-01-31', words: 'Something else.' } : { low: low + more, likely: (likely ?? 0) + more, high: (high ?? 0) + more }));
    const [before, after] = [answerAt(facts).cost?.perDay, answerAt(raised).cost?.perDay];
    const sign = direction[input] ?? 0;
    for (const end of ['low', 'likely', 'high'] as const) {
      const moved = (after?.[end] ?? NaN) - (before?.[end] ?? NaN);
      expect(sign === 0 ? Math.abs(moved) : -moved * sign).toBeLessThanOrEqual(1e-6);
    }
  }), { numRuns: 1000 });
});

test('without all of one way there is no number, and exactly then two things to ask the buyer are named', () => {
  fc.assert(fc.property(history, (facts) => {
    const answer = answerAt(facts);
    const counted = new Set(answer.inputs.filter(({ counts }) => counts).map(({ input }) => input));
    expect(answer.cost !== null).toBe(ways.some((way) => way.every((input) => counted.has(input))));
    expect(answer.sentence.startsWith('Not known. Ask the buyer two things: ')).toBe(answer.cost === null);
    if (answer.cost === null) expect(answer.ask).toHaveLength(2);
    expect(answer.ask.filter(({ input }) => counted.has(input))).toEqual([]);
    expect(answer.sentence).not.toMatch(answer.cost === null ? /\d/ : /Not known/);
  }), { numRuns: 1000 });
});

test('what is asked leads to a number: answering both questions of the first way gives one', () => {
  expect(answerAt([]).ask.map(({ input }) => input)).toEqual(['losses_per_month', 'share_removed']);
  const hours = factOf({ input: 'hours_per_week', source: 'buyer_said', steps: [1, 0, 0], day: 0, back: false }, 0);
  expect(answerAt([hours]).ask.map(({ input }) => input)).toEqual(['cost_per_hour', 'share_removed']);
  const share = factOf({ input: 'share_removed', source: 'buyer_said', steps: [1, 0, 0], day: 0, back: false }, 1);
  expect(answerAt([share]).ask.map(({ input }) => input)[0]).toBe('losses_per_month');
});

test('our own guess makes no number and hides none; a public source counts only for what is public', () => {
  fc.assert(fc.property(history, fc.array(given(delayInputNames, ['our_guess']), { maxLength: 8 }), (facts, guesses) => {
    const guessed = guesses.map((guess, index) => ({ ...factOf(guess, 500 + index), at: later }));
    const [without, withGuesses] = [answerAt(facts), answerAt([...facts, ...guessed])];
    expect([withGuesses.cost, withGuesses.parts, withGuesses.ask, withGuesses.sentence]).toEqual([without.cost, without.parts, without.ask, without.sentence]);
  }));
  expect(countsFor('cost_per_hour', 'public')).toBe(true);
  expect(countsFor('losses_per_month', 'public')).toBe(false);
  expect(delayInputNames.filter((input) => countsFor(input, 'our_guess'))).toEqual([]);
});

test('the order in which facts arrive changes nothing', () => {
  fc.assert(fc.property(history.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))), ([facts, shuffled]) => {
    expect(answerAt(shuffled)).toEqual(answerAt(facts));
  }), { numRuns: 500 });
});

test('as of a date, what was recorded later changes nothing', () => {
  fc.assert(fc.property(history, fc.integer({ min: 0, max: 60 }), (facts, day) => {
    const at = start + day * DAY_MS;
    expect(answerAt(facts.filter((fact) => fact.at <= at), at)).toEqual(answerAt(facts, at));
  }), { numRuns: 500 });
});

test('what is taken back stands no longer, and what is given afterwards does', () => {
  const [old, back, fresh] = ([[0, false], [1, true], [2, false]] as const).map(([day, isBack], index) => factOf({ input: 'old_costs_per_month', source: 'buyer_said', steps: [index + 1, 0, 0], day, back: isBack }, index)) as [DelayFact, DelayFact, DelayFact];
  expect(answerAt([old]).cost?.perDay.likely).toBeCloseTo(5_000 / 30.436875, 6);
  expect(answerAt([old, back])).toMatchObject({ cost: null, inputs: [] });
  expect(answerAt([old, back, fresh]).cost?.perDay.likely).toBeCloseTo(15_000 / 30.436875, 6);
});

test('money in several currencies is not added', () => {
  fc.assert(fc.property(wholeHistory, (facts) => {
    const { cost, sentence } = answerAt(changed(facts, 'losses_per_month', () => ({ currency: 'USD' })));
    expect(cost).toBeNull();
    expect(sentence).toContain('several currencies');
  }), { numRuns: 20 });
});

test('where running the new way costs more than it brings, waiting is said to save', () => {
  const facts = [factOf({ input: 'old_costs_per_month', source: 'buyer_said', steps: [0.2, 0.2, 0.2], day: 0, back: false }, 0), factOf({ input: 'new_costs_per_month', source: 'buyer_said', steps: [0.5, 0.1, 0.1], day: 0, back: false }, 1)];
  // A month 1,000 to 3,000 less 2,500 to 3,500, likely 2,000 less 3,000.
  const { cost, sentence } = answerAt(facts);
  expect(cost?.perDay.low).toBeCloseTo(-2500 / 30.436875, 6);
  expect(cost?.perDay.likely).toBeCloseTo(-1000 / 30.436875, 6);
  expect(sentence).toBe('By what the buyer gave, each day of waiting saves the buyer €30 (-€20 to €80). From what would no longer be paid, less what running the new way costs.');
});

test('a fixed day gives the last day to decide and its penalty apart: neither changes the cost of a day', () => {
  const facts = [
    factOf({ input: 'old_costs_per_month', source: 'buyer_said', steps: [1, 0, 0], day: 0, back: false }, 0), factOf({ input: 'deadline', source: 'public', steps: [0, 0, 0], day: 1, back: false }, 1),
    factOf({ input: 'weeks_to_benefit', source: 'buyer_said', steps: [0.6, 0.2, 0.4], day: 1, back: false }, 2), factOf({ input: 'deadline_penalty', source: 'buyer_document', steps: [1, 1, 1], day: 1, back: false }, 3),
  ];
  const answer = answerAt(facts);
  expect(answer.deadline).toEqual({ on: '2027-03-31', decideBy: { earliest: '2027-01-06', likely: '2027-02-03', latest: '2027-02-17' }, penalty: { low: 5_000, likely: 10_000, high: 15_000, currency: 'EUR' } });
  expect(answer.cost).toEqual(answerAt(facts.slice(0, 1)).cost);
});

const hurries = /urgent|hurry up|act now|today|before it is too late|will lose|deadline|decide by|by which it must|missing that day|running out|every day counts/i;

test('where the newest recorded reason is fear or indecision, nothing on the card urges; it says what helps', () => {
  fc.assert(fc.property(fc.oneof(wholeHistory, history), (facts) => {
    const { urgency, sentence, ask } = answerAt(facts, later, { reason: 'fear_or_indecision', at: later });
    expect(urgency).toMatchObject({ state: 'not_advised', reason: 'fear or indecision' });
    expect(urgency.helps.length).toBeGreaterThan(2);
    expect([urgency.advice, ...urgency.helps, sentence, ...ask.map(({ question }) => question)].filter((text) => hurries.test(text))).toEqual([]);
  }), { numRuns: 300 });
  expect(answerAt([]).urgency.state).toBe('ask_first');
  expect(answerAt([], later, { reason: 'no_budget', at: later }).urgency.state).toBe('may_show');
  expect(answerAt([], later, { reason: 'Kunde war unentschlossen', at: later }).urgency.state).toBe('not_advised');
});

test('of a reason recorded by a rep and one in the data, the newer counts', () => {
  const [rep, data] = [{ reason: 'no_budget', at: start }, { reason: 'indecision', at: start + 1 }];
  expect(newestHold([rep, data])).toBe(data);
  expect(newestHold([{ ...rep, at: start + 2 }, data])?.reason).toBe('no_budget');
  expect(newestHold([null, null])).toBeNull();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boostedHazard, concordance, hazardCurves, hazardSurvival, integratedBrier, kaplanMeier, randomStream, survivalAt, type Cell, type FollowUp, type HazardFit, type Refused } from '../index.ts';

function fitted(answer: HazardFit | Refused): HazardFit {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}

/** Two groups whose hazards cross: the first loses soon, the second late; a column of noise. Some enter late, some leave unobserved. */
function crossing(seed: number, rows: number, late: boolean) {
  const random = randomStream('crossing hazards', seed);
  const group: string[] = [], noise: number[] = [], time: number[] = [], event: number[] = [], entry: number[] = [];
  while (time.length < rows) {
    const own = random() < 0.5 ? 'soon' : 'late';
    const died = (own === 'soon' ? 20 : 30) * (-Math.log(1 - random())) ** (own === 'soon' ? 1 / 0.7 : 1 / 2.5);
    const [from, until] = [late && random() < 0.6 ? random() * 25 : 0, 5 + random() * 60];
    const last = Math.min(died, until);
    if (last <= from) continue;
    group.push(own);
    noise.push(random());
    time.push(last);
    event.push(died <= until ? 1 : 0);
    entry.push(from);
  }
  return { seen: { time: Float64Array.from(time), event, entry: Float64Array.from(entry) }, columns: [group, noise] as Cell[][] };
}

const truth = (group: string, t: number): number => Math.exp(-((t / (group === 'soon' ? 20 : 30)) ** (group === 'soon' ? 0.7 : 2.5)));

test.each([false, true])('hazards that cross are found, with entries late: %s', (late) => {
  const { seen, columns } = crossing(1, 4000, late);
  const fit = fitted(boostedHazard(seen, columns, { features: ['group', 'noise'], rounds: 80, depth: 3 }));
  expect(fit.model.features).toEqual(['group', 'noise', 'end of interval']);
  expect(fit.ends).toHaveLength(20);
  // Over the column of noise, which trees use a little.
  const noise = [0.1, 0.3, 0.5, 0.7, 0.9];
  for (const group of ['soon', 'late']) {
    const curves = hazardCurves(fit, [noise.map(() => group), noise]);
    for (const t of [3, 8, 15, 25, 35]) expect(Math.abs(curves.reduce((sum, curve) => sum + (hazardSurvival(curve, t) as number) / 5, 0) - truth(group, t)), `${group} at ${t}`).toBeLessThan(0.05);
    expect(hazardSurvival(curves[0] ?? [], 1e6)).toBeNull();
  }
});

test('who looks at late entries as if they had been there from the start sees too good a curve', () => {
  const { seen, columns } = crossing(2, 3000, true);
  const at = (given: FollowUp): number => hazardSurvival(hazardCurves(fitted(boostedHazard(given, columns, { rounds: 80, depth: 3 })), [['soon'], [0.5]])[0] ?? [], 10) as number;
  const [known, ignored] = [at(seen), at({ time: seen.time, event: seen.event })];
  expect(Math.abs(known - truth('soon', 10))).toBeLessThan(0.06);
  expect(ignored - truth('soon', 10)).toBeGreaterThan(0.1);
});

test('without columns that tell anything, the curve is Kaplan and Meier\'s', () => {
  fc.assert(fc.property(fc.integer(), fc.boolean(), (seed, late) => {
    const random = randomStream('few times', seed);
    const entry = Float64Array.from({ length: 300 }, () => (late && random() < 0.4 ? Math.floor(random() * 3) : 0));
    const time = entry.map((from) => from + 1 + Math.floor(random() * 8));
    const seen = { time, event: Array.from(time, () => (random() < 0.6 ? 1 : 0)), entry };
    // One interval for each whole time, one leaf for each: no penalty, full steps, until they settle.
    const fit = fitted(boostedHazard(seen, [new Float64Array(300)], { ends: [...new Set(time)].sort((a, b) => a - b), rounds: 60, eta: 0.5, lambda: 0, minChildWeight: 0, depth: 5 }));
    const steps = kaplanMeier(seen);
    for (const { time: t, survival } of hazardCurves(fit, [[0]])[0] ?? []) expect(survival).toBeCloseTo(survivalAt(steps, t), 5);
  }), { numRuns: 10 });
});

test('an interval seen in part counts by that part; a weight of 2 is two subjects; validation is by subjects', () => {
  const seen = { time: Float64Array.of(4, 10, 7, 10), event: [0, 0, 1, 0], entry: Float64Array.of(0, 0, 0, 5) };
  const fit = fitted(boostedHazard(seen, [[1, 1, 1, 1]], { ends: [10], rounds: 0 }));
  // At risk: 0.4 + 1 + 1 (the event) + 0.5 intervals.
  expect(hazardCurves(fit, [[1]])[0]?.[0]?.hazard).toBeCloseTo(1 / 2.9, 12);
  const { seen: many, columns } = crossing(3, 300, true);
  const twice = [...many.time.keys(), ...many.time.keys()].sort((a, b) => a - b);
  const repeated = { time: Float64Array.from(twice, (row) => many.time[row] as number), event: twice.map((row) => many.event[row] as number), entry: Float64Array.from(twice, (row) => many.entry[row] as number) };
  const options = { rounds: 10, depth: 3, ends: [5, 10, 20, 40] };
  const a = hazardCurves(fitted(boostedHazard(many, columns, { ...options, weights: new Float64Array(300).fill(2) })), columns);
  const b = hazardCurves(fitted(boostedHazard(repeated, columns.map((column) => twice.map((row) => column[row])), options)), columns);
  a.flat().forEach(({ survival }, at) => { expect(survival).toBeCloseTo(b.flat()[at]?.survival as number, 9); });
  const judged = fitted(boostedHazard(many, columns, { ...options, rounds: 200, validation: { from: 200, patience: 5 } }));
  expect(judged.rounds).toBeLessThan(200);
  expect(judged.validationLosses.length).toBeGreaterThanOrEqual(judged.rounds);
});

test('on subjects not seen, it orders and judges better than one curve for all', () => {
  const [{ seen, columns }, later] = [crossing(4, 3000, false), crossing(5, 1500, false)];
  const curves = hazardCurves(fitted(boostedHazard(seen, columns, { rounds: 100, depth: 3 })), later.columns);
  const times = Float64Array.of(5, 10, 20, 30);
  const plain = kaplanMeier(seen);
  const there = { time: later.seen.time, event: later.seen.event };
  const [own, one] = [
    integratedBrier(there, Float64Array.from(curves.flatMap((curve) => [...times].map((t) => hazardSurvival(curve, t) as number))), times),
    integratedBrier(there, Float64Array.from(curves.flatMap(() => [...times].map((t) => survivalAt(plain, t)))), times),
  ];
  expect(own?.integrated).toBeLessThan(0.985 * (one?.integrated as number));
  expect(concordance(there, Float64Array.from(curves, (curve) => 1 - (hazardSurvival(curve, 10) as number)))?.index).toBeGreaterThan(0.53);
});

test('a curve since a later time is the curve over its value then', () => {
  const curve = [{ time: 2, hazard: 0.2, survival: 0.8 }, { time: 4, hazard: 0.5, survival: 0.4 }];
  expect(hazardSurvival(curve, 4)).toBeCloseTo(0.4, 12);
  expect(hazardSurvival(curve, 4, 2)).toBeCloseTo(0.5, 12);
  expect(hazardSurvival(curve, 3)).toBeCloseTo(0.8 * Math.sqrt(0.5), 12);
  expect((hazardSurvival(curve, 3, 1) as number) * (hazardSurvival(curve, 1) as number)).toBeCloseTo(hazardSurvival(curve, 3) as number, 12);
  expect(hazardSurvival(curve, 0)).toBe(1);
  expect(() => hazardSurvival(curve, 1, 2)).toThrow(RangeError);
});

test('bad input is refused by place; without an event there is no fit', () => {
  const seen = { time: Float64Array.of(1, 2), event: [0, 0] };
  expect(boostedHazard(seen, [[1, 2]])).toEqual({ refused: 'No event was seen' });
  const dead = { time: Float64Array.of(1, 2), event: [1, 1] };
  expect(() => boostedHazard({ ...dead, time: Float64Array.of(0, 2) }, [[1, 2]])).toThrow(/Row 0/);
  expect(() => boostedHazard(dead, [[1]])).toThrow(/Column 0 has 1 rows, the follow-up 2/);
  expect(() => boostedHazard(dead, [[1, 2]], { ends: [2, 1] })).toThrow(/must rise/);
  expect(() => boostedHazard(dead, [[1, 2]], { ends: [] })).toThrow(/must rise/);
  expect(() => boostedHazard(dead, [[1, 2]], { features: ['end of interval'] })).toThrow(/none of them/);
  expect(() => boostedHazard(dead, [[1, 2]], { weights: [1] })).toThrow(/one weight/);
  expect(() => boostedHazard(dead, [[1, 2]], { validation: { from: 2, patience: 1 } })).toThrow(/subjects on both sides/);
  expect(() => boostedHazard(dead, [[1, Infinity]])).toThrow(/infinite/);
  for (const column of [[3, 3], [NaN, NaN], ['a', 'b']] as Cell[][]) {
    expect(hazardCurves(fitted(boostedHazard(dead, [column])), [column]).flat().every(({ hazard, survival }) => hazard >= 0 && hazard <= 1 && survival >= 0)).toBe(true);
  }
});

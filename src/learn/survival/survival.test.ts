import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aalenJohansen, concordance, cox, coxSurvival, integratedBrier, kaplanMeier, proportionality, randomStream, survivalAt, timeOfSurvival, weibullAft, weibullSurvival, type FollowUp, type Refused } from '../index.ts';
import { noOneValue } from './columns.ts';

// Rossi, Berk and Lenihan 1980: 432 released prisoners, week of the next arrest. Values without another source are of R 4.2.2, survival 3.5-3.
const file = path.resolve(import.meta.dirname, '../../../../shared/data/survival-rossi/rossi.csv');
const rows = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number)) : [];
if (rows.length === 0) process.stderr.write('The public table survival-rossi is not beside the repository: tests that read it are skipped.\n');

const column = (index: number): Float64Array => Float64Array.from(rows, (row) => row[index] as number);
const columns = (...indices: number[]): Float64Array => Float64Array.from(rows.flatMap((row) => indices.map((index) => row[index] as number)));
const rossi: FollowUp = { time: column(0), event: column(1) };
const all = (): Float64Array => columns(2, 3, 4, 5, 6, 7, 8);
// Some enter late: at a third of their time, if they had more than three convictions (column prio).
const late: FollowUp = { ...rossi, entry: Float64Array.from(rows, (row) => ((row[8] as number) > 3 ? Math.floor(((row[0] as number) - 1) / 3) : 0)) };

function fitted<T extends object>(answer: T | Refused): T {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}
const close = (found: ArrayLike<number>, expected: readonly number[], digits = 6): void => {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, index) => expect(found[index], `number ${index}`).toBeCloseTo(value, digits));
};

test.runIf(rows.length > 0)('Kaplan–Meier of rossi: shares, Greenwood errors, log-log and plain limits', () => {
  const steps = kaplanMeier(rossi);
  close([10, 20, 30, 40, 52].map((week) => survivalAt(steps, week)), [0.96527778, 0.90740741, 0.86111111, 0.80324074, 0.73611111], 8);
  const last = steps.at(-1);
  close([last?.standardError ?? 0, last?.low ?? 0, last?.high ?? 0], [0.0212051020, 0.6918597158, 0.7750631834], 8);
  const plain = kaplanMeier(rossi, { interval: 'plain' }).at(-1);
  close([plain?.low ?? 0, plain?.high ?? 0], [0.6945498749, 0.7776723473], 8);
  expect(timeOfSurvival(steps)).toBeNull();
  expect(timeOfSurvival(steps, 0.9)).toBe(23);
});

test.runIf(rows.length > 0)('Kaplan–Meier of late entries', () => {
  const last = kaplanMeier(late).at(-1);
  expect(last?.atRisk).toBe(322);
  close([last?.survival ?? 0, last?.standardError ?? 0, last?.low ?? 0, last?.high ?? 0], [0.7203599189, 0.0221937269, 0.6741483873, 0.7612056174], 8);
});

test.runIf(rows.length > 0)('Aalen–Johansen of two causes: more than two convictions, or not', () => {
  const steps = aalenJohansen({ ...rossi, event: Float64Array.from(rows, (row) => (row[1] === 0 ? 0 : (row[8] as number) > 2 ? 1 : 2)) }, 2);
  expect(steps.at(-1)?.atRisk).toBe(322);
  close(steps.at(-1)?.incidence ?? [], [0.14583333333, 0.11805555556], 10);
  close(steps.at(-1)?.standardError ?? [], [0.016980787906, 0.015524654925], 10);
  close(steps.find((step) => step.time === 10)?.standardError ?? [], [0.006871725745, 0.005630601666], 10);
});

test.runIf(rows.length > 0)('Cox of rossi after Efron', () => {
  const fit = fitted(cox(rossi, all(), 7));
  close(fit.coefficients, [-0.379422166, -0.057437743, 0.313899788, -0.149795698, -0.433703878, -0.084871083, 0.091497081], 8);
  close(fit.standardErrors, [0.191379481, 0.021999471, 0.307992777, 0.212224296, 0.381868058, 0.195756672, 0.028648550], 8);
  close([fit.nullLogLikelihood, fit.logLikelihood], [-675.3806323, -658.7476594], 6);
  expect(2 * (fit.logLikelihood - fit.nullLogLikelihood)).toBeCloseTo(33.26595, 4);
  // R's baseline holds at the means of age and prio and at zero of the columns of zeros and ones.
  expect(-Math.log(coxSurvival(fit, [0, fit.means[1] as number, 0, 0, 0, 0, fit.means[6] as number], 52))).toBeCloseTo(0.3059677496, 7);
  const order = concordance(rossi, scores(fit.coefficients));
  close([order?.index ?? 0, order?.standardError ?? 0], [0.6403292471, 0.0266581228], 8);
});

const scores = (coefficients: Float64Array): number[] => rows.map((row) => coefficients.reduce((sum, value, j) => sum + value * (row[j + 2] as number), 0));

test.runIf(rows.length > 0)('Cox of rossi after Breslow, and of late entries', () => {
  const breslow = fitted(cox(rossi, all(), 7, { ties: 'breslow' }));
  close([0, 1, 6].map((j) => breslow.coefficients[j] as number), [-0.379021887, -0.057245925, 0.091111542], 8);
  expect(breslow.logLikelihood).toBeCloseTo(-659.1206057, 6);
  const entering = fitted(cox(late, columns(2, 3, 8), 3));
  close(entering.coefficients, [-0.3278263237, -0.0675976852, 0.1300178001], 8);
  close(entering.standardErrors, [0.19027205108, 0.02088283110, 0.02614274617], 8);
  close([entering.nullLogLikelihood, entering.logLikelihood], [-667.5049574, -648.4622093], 6);
});

test.runIf(rows.length > 0)('the hazards of age and work experience in rossi do not keep their ratio', () => {
  const { columns: each, all: together } = proportionality(rossi, all(), fitted(cox(rossi, all(), 7)));
  close(each.map((one) => one?.chiSquare ?? NaN), [0.06242975136, 5.97398165342, 2.06826538748, 4.22459563342, 1.01102156444, 0.01838329917, 0.52058425030], 6);
  close(each.map((one) => one?.p ?? NaN), [0.80269603273, 0.01451846277, 0.15039248814, 0.03984211171, 0.31465822814, 0.89214934396, 0.47059256382], 7);
  expect(together?.chiSquare).toBeCloseTo(17.69441525445, 6);
  expect(together?.p).toBeCloseTo(0.01342750679, 8);
});

test.runIf(rows.length > 0)('Weibull regression of rossi (R survreg)', () => {
  const fit = fitted(weibullAft(rossi, all(), 7));
  close(fit.coefficients, [3.990134797, 0.272163360, 0.040713798, -0.224802443, 0.106556587, 0.311273265, 0.058827253, -0.065816905], 7);
  close(fit.standardErrors, [0.41909518886, 0.13796191674, 0.01600355106, 0.22015888343, 0.15154096693, 0.27330224640, 0.13963823961, 0.02094057526, 0.08902669065], 7);
  close([fit.scale, fit.logLikelihood], [0.71240533, -679.9165639], 6);
  expect(fit.events).toBe(114);
  const empty = fitted(weibullAft(rossi, new Float64Array(0), 0));
  close([empty.coefficients[0] as number, empty.scale, empty.logLikelihood], [4.817674108, 0.7325249597, -696.6243969], 6);
});

test.runIf(rows.length > 0)('Harrell on one column of rossi, with many equal scores', () => {
  const found = concordance(rossi, column(3).map((age) => -age));
  expect(found).toMatchObject({ index: (24580 + 1550) / 42582, concordant: 24580, tied: 3100, pairs: 42582 });
  expect(found?.standardError).toBeCloseTo(0.02719177603, 9);
});

test.runIf(rows.length > 0)('Brier scores of a Cox fit with censoring throughout (survival:::brier, events before censorings)', () => {
  const cut = rows.map((_, index) => 5 + ((index + 1) * 37) % 60);
  const time = rossi.time.map((week, i) => Math.min(week, cut[i] as number));
  const seen: FollowUp = { time, event: Array.from(rossi.event, (arrested, i) => ((rossi.time[i] as number) <= (cut[i] as number) ? arrested : 0)) };
  const fit = fitted(cox(seen, columns(2, 3, 8), 3));
  close(fit.coefficients, [-0.34950692583, -0.07263111066, 0.08861887573], 8);
  const times = Float64Array.of(10.75, 20.75, 30.75, 40.75);
  const predicted = Float64Array.from(rows.flatMap((row) => [...times].map((at) => coxSurvival(fit, [row[2] as number, row[3] as number, row[8] as number], at))));
  const curve = integratedBrier(seen, predicted, times);
  expect(curve).not.toBeNull();
  close(curve?.scores ?? [], [0.03220441352, 0.08450784374, 0.11674717577, 0.14723207239], 9);
});

// Weights 1 to 3 and 50 clusters by row number. R 4.2.2, survival 3.5-3: coxph(…, weights, cluster), strata(wexp), survSplit(cut = c(10, 26, 40)).
const byRow = (valueOf: (row: number) => number): Float64Array => Float64Array.from(rows, (_, index) => valueOf(index + 1));
const weighted = (): Float64Array => byRow((id) => (id % 3) + 1);

test.runIf(rows.length > 0)('Cox of rossi with weights and errors by cluster', () => {
  const options = { weights: weighted(), clusters: byRow((id) => id % 50) };
  const efron = fitted(cox(rossi, columns(2, 3, 8), 3, options));
  close(efron.coefficients, [-0.431207426901, -0.0644736842854, 0.0936774276734], 8);
  close(efron.standardErrors, [0.135020405231, 0.0146680634323, 0.0188843992547], 8);
  close(efron.robust?.standardErrors ?? [], [0.199494468956, 0.0281290207988, 0.0288649989001], 8);
  close([efron.nullLogLikelihood, efron.logLikelihood], [-1515.27160947, -1485.19983572], 6);
  const breslow = fitted(cox(rossi, columns(2, 3, 8), 3, { ...options, ties: 'breslow' }));
  close(breslow.robust?.standardErrors ?? [], [0.198551564754, 0.0280268433962, 0.0285781101473], 8);
  expect(breslow.logLikelihood).toBeCloseTo(-1486.00861054, 6);
  expect(() => proportionality(rossi, columns(2, 3, 8), efron)).toThrow(RangeError);
});

test.runIf(rows.length > 0)('Cox of rossi with strata: coefficients, a baseline for each, errors by row', () => {
  const fit = fitted(cox(rossi, columns(2, 3, 8), 3, { strata: column(5) }));
  close(fit.coefficients, [-0.350803444082, -0.0600149996103, 0.0878762105309], 8);
  close(fit.standardErrors, [0.190262180009, 0.0220117880357, 0.0283170348381], 8);
  close([fit.nullLogLikelihood, fit.logLikelihood], [-592.773120256, -582.473259917], 6);
  close([0, 1].flatMap((wexp) => [20, 52].map((week) => coxSurvival(fit, [1, 25, 2], week, wexp))), [0.913339535455, 0.794326261669, 0.961182092295, 0.824275556504], 7);
  expect(() => coxSurvival(fit, [1, 25, 2], 20)).toThrow(/strata/);
  const robust = fitted(cox(rossi, columns(2, 3, 8), 3, { strata: column(4), clusters: byRow((id) => id) }));
  close(robust.robust?.standardErrors ?? [], [0.1915427273, 0.0235251542072, 0.0270357271154], 8);
});

/** Rossi with each person cut into stretches; `later` is fin from week 26 on. */
function stretches(): { seen: FollowUp; x: Float64Array; id: number[]; wexp: number[]; weights: Float64Array } {
  const parts = rows.flatMap((row, index) => [0, 10, 26, 40].flatMap((from, k, cuts) => {
    const [week, until] = [row[0] as number, Math.min(row[0] as number, cuts[k + 1] ?? Infinity)];
    return week > from ? [{ from, until, event: until === week ? (row[1] as number) : 0, row, id: index + 1 }] : [];
  }));
  return {
    seen: { time: Float64Array.from(parts, (one) => one.until), entry: Float64Array.from(parts, (one) => one.from), event: parts.map((one) => one.event) },
    x: Float64Array.from(parts.flatMap(({ row, from }) => [row[2] as number, from >= 26 ? (row[2] as number) : 0, row[3] as number, row[8] as number])),
    id: parts.map((one) => one.id), wexp: parts.map((one) => one.row[5] as number), weights: Float64Array.from(parts, (one) => (one.id % 3) + 1),
  };
}

test.runIf(rows.length > 0)('Cox of rossi in start–stop form, with a column that changes in week 26', () => {
  const { seen, x, id, wexp, weights } = stretches();
  expect(seen.time).toHaveLength(1574);
  const fit = fitted(cox(seen, x, 4, { clusters: id, subjects: id }));
  close(fit.coefficients, [-0.356385571582, 0.0178187016509, -0.0671081492202, 0.0968438743731], 7);
  close(fit.standardErrors, [0.277168416334, 0.380535094784, 0.0208499398118, 0.0272701960303], 7);
  close(fit.robust?.standardErrors ?? [], [0.277601797204, 0.380443594981, 0.0234486320904, 0.0270413517251], 7);
  close([fit.nullLogLikelihood, fit.logLikelihood], [-675.380632347, -660.855928933], 6);
  const both = fitted(cox(seen, x, 4, { clusters: id, strata: wexp, weights }));
  close(both.coefficients, [-0.538364654573, 0.186507027324, -0.0527602375589, 0.0766828849264], 7);
  close(both.robust?.standardErrors ?? [], [0.299807558553, 0.411227563058, 0.028451166733, 0.0297696998424], 7);
  expect(both.logLikelihood).toBeCloseTo(-1327.47194914, 6);
  expect(() => cox(seen, x, 4, { subjects: id.map(() => 1) })).toThrow(/at risk in another row/);
});

test.runIf(rows.length > 0)('concordance of late entries', () => {
  const fit = fitted(cox(late, columns(2, 3, 8), 3));
  const order = concordance(late, rows.map((row) => [2, 3, 8].reduce((sum, index, j) => sum + (fit.coefficients[j] as number) * (row[index] as number), 0)));
  expect(order).toMatchObject({ concordant: 25524, tied: 186, pairs: 25524 + 13979 + 186 });
  close([order?.index ?? 0, order?.standardError ?? 0], [0.6454433218272, 0.0266736910855], 9);
  const byAge = concordance(late, column(3).map((age) => -age));
  expect(byAge?.tied).toBe(2873);
  close([byAge?.index ?? 0, byAge?.standardError ?? 0], [1 - (1 - 0.6193277734385), 0.0265867818587], 9);
});

interface Subject { readonly time: number; readonly cause: number; readonly wait: number; readonly x: number }
const subject = fc.record({ time: fc.integer({ min: 2, max: 30 }), cause: fc.integer({ min: 0, max: 2 }), wait: fc.double({ min: 0, max: 0.9, noNaN: true }), x: fc.integer({ min: -5, max: 5 }) });
const subjects = fc.array(subject, { minLength: 1, maxLength: 50 });
const seenOf = (who: readonly Subject[], truncated = true): FollowUp => ({ time: Float64Array.from(who, (one) => one.time), event: who.map((one) => Math.min(one.cause, 1)), ...(truncated ? { entry: Float64Array.from(who, (one) => one.time * one.wait) } : {}) });

test('a survival curve falls from one, inside its limits, whatever the order of rows and the unit of time', () => {
  fc.assert(fc.property(subjects, fc.double({ min: 0.1, max: 50, noNaN: true }), (who, unit) => {
    const steps = kaplanMeier(seenOf(who));
    steps.forEach((step, index) => {
      expect(step.survival).toBeLessThanOrEqual(steps[index - 1]?.survival ?? 1);
      expect(step.low).toBeLessThanOrEqual(step.survival + 1e-12);
      expect(step.high).toBeGreaterThanOrEqual(step.survival - 1e-12);
      expect(Number.isFinite(step.standardError)).toBe(true);
    });
    const longer = who.map((one) => ({ ...one, time: one.time * unit })).reverse();
    expect(kaplanMeier(seenOf(longer)).map((step) => step.atRisk)).toEqual(steps.map((step) => step.atRisk));
  }));
});

test('without censoring and late entry the curve is the share still there, with the binomial error', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 60 }), (times) => {
    for (const { time, survival, standardError } of kaplanMeier({ time: Float64Array.from(times), event: times.map(() => 1) })) {
      expect(survival).toBeCloseTo(times.filter((one) => one > time).length / times.length, 10);
      expect(standardError).toBeCloseTo(Math.sqrt((survival * (1 - survival)) / times.length), 10);
    }
  }));
});

test('incidences and survival add up to one, and one cause alone is one minus Kaplan–Meier with its error', () => {
  fc.assert(fc.property(subjects, (who) => {
    const seen = seenOf(who);
    for (const step of aalenJohansen({ ...seen, event: who.map((one) => one.cause) }, 2)) {
      expect(step.survival + step.incidence.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
      expect(step.standardError.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    }
    const single = kaplanMeier(seen);
    aalenJohansen(seen, 1).forEach((step, index) => {
      expect(step.incidence[0]).toBeCloseTo(1 - (single[index]?.survival ?? 0), 10);
      if (step.survival > 0) expect(step.standardError[0]).toBeCloseTo(single[index]?.standardError ?? 0, 6);
    });
  }));
});

test('a Cox fit or a Weibull fit scales with its columns, and rows may come in any order', () => {
  fc.assert(fc.property(fc.array(subject, { minLength: 12, maxLength: 50 }), fc.constantFrom(0.01, 3, 250), (who, unit) => {
    const x = (people: readonly Subject[], scale: number): Float64Array => Float64Array.from(people, (one) => one.x * scale);
    for (const fit of [cox, weibullAft]) {
      const plain = fit(seenOf(who), x(who, 1), 1);
      const changed = [...who].reverse();
      const other = fit(seenOf(changed), x(changed, unit), 1);
      expect('refused' in other).toBe('refused' in plain);
      if ('refused' in plain || 'refused' in other) continue;
      const at = plain.coefficients.length - 1;
      expect(((other.coefficients[at] as number) * unit) - (plain.coefficients[at] as number)).toBeCloseTo(0, 4);
      expect(other.logLikelihood).toBeCloseTo(plain.logLikelihood, 7);
      expect([...plain.coefficients, ...plain.standardErrors].every(Number.isFinite)).toBe(true);
    }
  }), { seed: 4, numRuns: 60 });
});

test('a partial likelihood knows only the order of times', () => {
  fc.assert(fc.property(fc.array(subject, { minLength: 12, maxLength: 40 }), (who) => {
    const x = Float64Array.from(who, (one) => one.x);
    const seen = seenOf(who, false);
    const [plain, bent] = [cox(seen, x, 1), cox({ ...seen, time: seen.time.map((time) => Math.exp(time / 10)) }, x, 1)];
    if ('refused' in plain || 'refused' in bent) { expect(bent).toEqual(plain); return; }
    expect([...bent.coefficients, ...bent.standardErrors]).toEqual([...plain.coefficients, ...plain.standardErrors]);
  }), { seed: 5, numRuns: 60 });
});

test('concordance counts pairs: as by two loops, turned round by the opposite score, blind to its scale', () => {
  fc.assert(fc.property(subjects, (who) => {
    const seen = seenOf(who, false);
    const answer = concordance(seen, who.map((one) => one.x));
    const pairs = who.flatMap((a) => who.filter((b) => a.cause > 0 && (a.time < b.time || (a.time === b.time && b.cause === 0))).map((b) => Math.sign(a.x - b.x)));
    expect(answer?.pairs ?? 0).toBe(pairs.length);
    if (answer) {
      expect(answer.index).toBeCloseTo(pairs.reduce((sum, sign) => sum + (sign + 1) / 2, 0) / pairs.length, 12);
      expect(answer.index + (concordance(seen, who.map((one) => -3 * one.x + 1))?.index ?? 0)).toBeCloseTo(1, 12);
    }
  }));
});

test('cutting follow-up into stretches changes nothing of a Cox fit, its robust errors or the concordance', () => {
  fc.assert(fc.property(fc.array(subject, { minLength: 12, maxLength: 40 }), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (who, share) => {
    const whole = seenOf(who);
    const x = Float64Array.from(who, (one) => one.x);
    const cut = who.map((one) => one.time * (one.wait + (1 - one.wait) * share));
    const seen: FollowUp = { time: Float64Array.of(...cut, ...whole.time), entry: Float64Array.of(...(whole.entry as Float64Array), ...cut), event: [...who.map(() => 0), ...Array.from(whole.event)] };
    const ids = who.map((_, i) => i);
    const [plain, split] = [cox(whole, x, 1, { clusters: ids }), cox(seen, Float64Array.of(...x, ...x), 1, { clusters: [...ids, ...ids], subjects: [...ids, ...ids] })];
    expect('refused' in split).toBe('refused' in plain);
    if (!('refused' in plain) && !('refused' in split)) {
      expect(split.coefficients[0]).toBeCloseTo(plain.coefficients[0] as number, 5);
      expect(split.robust?.standardErrors[0]).toBeCloseTo(plain.robust?.standardErrors[0] as number, 5);
      expect(split.logLikelihood).toBeCloseTo(plain.logLikelihood, 7);
    }
    expect(concordance(seen, [...x, ...x])?.index).toBe(concordance(whole, x)?.index);
  }), { numRuns: 40 });
});

test('strata of one label are no strata, and with Breslow a whole weight is the row so many times', () => {
  fc.assert(fc.property(fc.array(subject, { minLength: 12, maxLength: 40 }), (who) => {
    const [seen, x] = [seenOf(who), Float64Array.from(who, (one) => one.x)];
    const [plain, same] = [cox(seen, x, 1), cox(seen, x, 1, { strata: who.map(() => 'all') })];
    if ('refused' in plain || 'refused' in same) { expect(same).toEqual(plain); return; }
    expect([...same.coefficients, ...same.standardErrors, same.logLikelihood]).toEqual([...plain.coefficients, ...plain.standardErrors, plain.logLikelihood]);
    const twice = who.flatMap((one, i) => new Array<Subject>(1 + (i % 3)).fill(one));
    const [weights, repeats] = [cox(seen, x, 1, { ties: 'breslow', weights: Float64Array.from(who, (_, i) => 1 + (i % 3)) }), cox(seenOf(twice), Float64Array.from(twice, (one) => one.x), 1, { ties: 'breslow' })];
    if ('refused' in weights || 'refused' in repeats) return;
    expect(weights.coefficients[0]).toBeCloseTo(repeats.coefficients[0] as number, 6);
    expect(weights.standardErrors[0]).toBeCloseTo(repeats.standardErrors[0] as number, 6);
  }), { numRuns: 40 });
});

test('a Brier score of late entries is that of everybody', () => {
  const random = randomStream('late brier', 2);
  const everybody = Array.from({ length: 20_000 }, () => ({ x: random(), entry: 3 * random(), draw: -Math.log(1 - random()), leave: 2 + 8 * random() }));
  const times = Float64Array.of(1, 2, 3);
  const judged = (who: typeof everybody, lateEntry: boolean): number => {
    const timeOf = (one: (typeof everybody)[number]): number => one.draw * (2 + 2 * one.x);
    const seen: FollowUp = { time: Float64Array.from(who, (one) => Math.min(timeOf(one), one.leave)), event: who.map((one) => Number(timeOf(one) <= one.leave)), ...(lateEntry ? { entry: Float64Array.from(who, (one) => one.entry) } : {}) };
    return integratedBrier(seen, Float64Array.from(who.flatMap((one) => [...times].map((t) => Math.exp(-t / (2 + 2 * one.x))))), times)?.integrated as number;
  };
  const some = everybody.filter((one) => Math.min(one.draw * (2 + 2 * one.x), one.leave) > one.entry);
  expect(Math.abs(judged(some, true) - judged(everybody, false))).toBeLessThan(0.005);
  expect(Math.abs(judged(some, false) - judged(everybody, false))).toBeGreaterThan(0.008);
});

test('without censoring the integrated Brier score is the mean squared error; the truth scores zero', () => {
  const time = Float64Array.from([1, 2, 3, 4]);
  const event = [1, 1, 1, 1];
  const times = Float64Array.from([1.5, 2.5, 3.5]);
  const truth = Float64Array.from([...time].flatMap((last) => [...times].map((at) => (last > at ? 1 : 0))));
  expect(integratedBrier({ time, event }, truth, times)?.integrated).toBe(0);
  expect([...(integratedBrier({ time, event }, truth.map(() => 0.5), times)?.scores ?? [])]).toEqual([0.25, 0.25, 0.25]);
  expect(integratedBrier({ time, event: [1, 1, 1, 0] }, new Float64Array(4), Float64Array.from([4]))).toBeNull();
});

test('censored subjects count through those who stay: a table by hand', () => {
  // Censored at 2: Ĝ = 1 before, 2/3 from 2 on. At t = 3: the event at 1 weighs 1, that at 3 and the one still there 1.5 each.
  const curve = integratedBrier({ time: Float64Array.from([1, 2, 3, 4]), event: [1, 0, 1, 1] }, Float64Array.from([0.2, 0.4, 0.6, 0.9]), Float64Array.from([3]));
  expect(curve?.integrated).toBeCloseTo((0.04 + 0.36 * 1.5 + 0.01 * 1.5) / 4, 12);
});

test('a Weibull fit finds the truth behind simulated times of which some enter late', () => {
  const random = randomStream('weibull', 3);
  const people = Array.from({ length: 6000 }, () => {
    const x = random() < 0.5 ? 1 : 0;
    const time = Math.exp(1 + 0.5 * x + 0.6 * Math.log(-Math.log(1 - random())));
    return { x, time: Math.min(time, 6), event: time < 6 ? 1 : 0, entry: random() * 2 };
  }).filter((one) => one.entry < one.time);
  const seen = { time: Float64Array.from(people, (one) => one.time), event: people.map((one) => one.event), entry: Float64Array.from(people, (one) => one.entry) };
  const fit = fitted(weibullAft(seen, Float64Array.from(people, (one) => one.x), 1));
  [[fit.coefficients[0], 1], [fit.coefficients[1], 0.5], [Math.log(fit.scale), Math.log(0.6)]].forEach(([found, truth], j) => expect(Math.abs((found as number) - (truth as number))).toBeLessThan(3.5 * (fit.standardErrors[j] as number)));
  expect(weibullSurvival(fit, [0], Math.E)).toBeCloseTo(Math.exp(-1), 1);
});

test('bad input is a clear error or a refusal, never a number that is none', () => {
  const seen: FollowUp = { time: Float64Array.from([1, 2, 3, 4, 5, 6]), event: [1, 0, 1, 1, 0, 1] };
  const cells = Float64Array.from([1, 2, 1, 3, 2, 5]);
  expect(() => kaplanMeier({ time: new Float64Array(0), event: [] })).toThrow(RangeError);
  expect(() => kaplanMeier({ time: Float64Array.from([NaN]), event: [1] })).toThrow(RangeError);
  expect(() => kaplanMeier({ time: Float64Array.from([2]), event: [1], entry: Float64Array.from([2]) })).toThrow(RangeError);
  expect(() => kaplanMeier(seen, { level: 1 })).toThrow(RangeError);
  expect(() => cox(seen, cells.map((value, i) => (i === 2 ? Infinity : value)), 1)).toThrow(RangeError);
  expect(() => cox(seen, cells, 2)).toThrow(RangeError);
  expect(() => concordance(seen, [1, 2])).toThrow(RangeError);
  for (const weights of [Float64Array.of(1), new Float64Array(6), new Float64Array(6).fill(NaN)]) expect(() => cox(seen, cells, 1, { weights })).toThrow(RangeError);
  expect(() => cox(seen, cells, 1, { strata: ['a'] })).toThrow('1 strata for 6 rows');
  expect(() => cox(seen, cells, 1, { clusters: [] })).toThrow('0 clusters for 6 rows');
  expect(kaplanMeier({ ...seen, event: new Array<number>(6).fill(0) })).toEqual([]);
  expect(concordance({ ...seen, event: new Array<number>(6).fill(0) }, cells)).toBeNull();
  const twice = Float64Array.from([...cells].flatMap((value) => [value, 2 * value + 1]));
  for (const fit of [cox, weibullAft]) {
    expect(fit({ ...seen, event: new Array<number>(6).fill(0) }, cells, 1)).toEqual({ refused: 'No event was seen' });
    expect(fit(seen, new Float64Array(6).fill(0.1), 1)).toEqual({ refused: 'Column 0 is constant' });
    expect(fit(seen, twice, 2)).toEqual(noOneValue);
    expect(fit(seen, new Float64Array(30).map((_, i) => (i * 7) % 11), 5)).toEqual({ refused: 'There are 4 events for 5 columns' });
    expect(fit(seen, Float64Array.from(seen.event), 1)).toEqual(noOneValue);
  }
  expect(weibullAft({ time: new Float64Array(9).fill(3), event: new Array<number>(9).fill(1) }, new Float64Array(0), 0)).toHaveProperty('refused');
});

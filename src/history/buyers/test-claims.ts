import { benjaminiHochberg, boundedMean, rankCorrelation, twoSidedP } from '../../learn/index.ts';
import { isoDate, type Claim, type ClaimsAnswer } from '../../model/index.ts';
import type { Log } from '../log.ts';
import { askedDeals } from './asked-deals.ts';
import { claimTests, type ClaimTest, type Evidence, type Sample } from './claim-tests.ts';
import type { Said } from './said.ts';

const falseDiscoveryRate = 0.1;
/** Units in each group before a claim is tested. */
const fewest = 30;
const z95 = 1.959964;

/** An estimate with its 95 % range and the p value against the mark; where the data leave it open, of the end nearer to the mark. */
interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  readonly n: number;
}

/**
 * The register of claims, each tested on own data. "Holds" and "does not hold" need the range to lie on one side of the mark after
 * all tests of the register are counted (Benjamini and Hochberg); everything else "cannot tell". Of those who answered: what the
 * silent would have said is not in these ranges.
 */
export function testClaims(log: Log, said: readonly Said[], asOf: number): ClaimsAnswer {
  const deals = askedDeals(log, said, asOf, true);
  const evidence: Evidence = { log, deals, asked: deals.flatMap((deal) => deal.asked), asOf };
  const tried = claimTests.map((test) => ({ test, sample: test.sample(evidence) })).map(({ test, sample }) => ({ test, sample, estimate: estimateOf(sample, test.mark) }));
  const made = tried.filter(({ estimate }) => estimate !== null);
  const adjusted = benjaminiHochberg(made.map(({ estimate }) => (estimate as Estimate).p));
  const qOf = new Map(made.map(({ test }, at) => [test.id, adjusted[at] as number]));
  const claims = tried.map(({ test, sample, estimate }) => claimOf(test, sample, estimate, qOf.get(test.id) ?? null));
  return { claims, comparisons: made.length, falseDiscoveryRate, sentence: sentenceOf(claims), asOf: isoDate(asOf) };
}

function unitsOf(sample: Sample): number {
  if (sample.kind === 'share') return sample.low.length;
  if (sample.kind === 'difference') return sample.a.length + sample.b.length;
  return sample.kind === 'paired' ? sample.values.length : sample.pairs.length;
}

/** Null where there is too little to test. */
function estimateOf(sample: Sample, mark: number): Estimate | null {
  if (sample.kind === 'difference') return Math.min(sample.a.length, sample.b.length) < fewest ? null : differenceOf(sample.a, sample.b);
  if (unitsOf(sample) < fewest) return null;
  if (sample.kind === 'share') return shareOf(sample.low, sample.high, mark);
  if (sample.kind === 'correlation') return correlationOf(sample.pairs);
  const { mean, error } = momentsOf(sample.values);
  return estimate(mean, error, mark, sample.values.length);
}

function shareOf(low: readonly number[], high: readonly number[], mark: number): Estimate {
  const { intervalLow, intervalHigh } = boundedMean(low.map((value, at) => ({ low: value, high: high[at] as number })));
  const [from, to] = [momentsOf(low), momentsOf(high)];
  const near = from.mean > mark ? from : to.mean < mark ? to : null;
  return { value: (from.mean + to.mean) / 2, low: intervalLow, high: intervalHigh, p: near ? pOf(near.mean - mark, near.error) : 1, n: low.length };
}

function differenceOf(a: readonly number[], b: readonly number[]): Estimate {
  const [one, other] = [momentsOf(a), momentsOf(b)];
  return estimate(one.mean - other.mean, Math.hypot(one.error, other.error), 0, a.length + b.length);
}

/** Fisher's transformation, with the variance 1.06 ÷ (n − 3) for ranks (Fieller, Hartley and Pearson 1957). */
function correlationOf(pairs: ReadonlyArray<readonly [number, number]>): Estimate | null {
  const value = rankCorrelation(pairs);
  if (value === null) return null;
  const error = Math.sqrt(1.06 / (pairs.length - 3));
  const z = Math.atanh(Math.max(-0.999999, Math.min(0.999999, value)));
  return { value, low: Math.tanh(z - z95 * error), high: Math.tanh(z + z95 * error), p: pOf(z, error), n: pairs.length };
}

const estimate = (value: number, error: number, mark: number, n: number): Estimate => ({ value, low: value - z95 * error, high: value + z95 * error, p: pOf(value - mark, error), n });
const pOf = (distance: number, error: number): number => (error === 0 ? (distance === 0 ? 1 : 0) : twoSidedP(distance / error));

/** Mean and its standard error; one unit at each end of what was seen is added to the spread, so that few that agree are no certainty. */
function momentsOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const ends = [...values, Math.min(0, ...values), Math.max(1, ...values)];
  const middle = ends.reduce((sum, value) => sum + value, 0) / ends.length;
  const squares = ends.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (ends.length - 1) / values.length) };
}

function claimOf(test: ClaimTest, sample: Sample, found: Estimate | null, qValue: number | null): Claim {
  const n = unitsOf(sample);
  const { id, claim, measure, mark, unit, nIs } = test;
  const base = { id, claim, measure, mark, unit, n, nIs, qValue, pValue: found?.p ?? null, estimate: found?.value ?? null, low: found?.low ?? null, high: found?.high ?? null };
  if (!found) return { ...base, answer: 'cannot_tell', sentence: `Cannot tell: ${n} ${nIs}; ${sample.kind === 'difference' ? `${fewest} in each group` : fewest} are needed.` };
  const clear = (qValue ?? 1) <= falseDiscoveryRate && (found.low > mark || found.high < mark);
  const isAbove = found.low > mark;
  const answer = !clear ? 'cannot_tell' : isAbove === (test.side === 'above') ? 'holds' : 'does_not_hold';
  return { ...base, answer, sentence: `${answerWords[answer]}: ${valueWords(found, unit)}, ${n} ${nIs}.` };
}

const answerWords: Readonly<Record<Claim['answer'], string>> = { holds: 'Holds', does_not_hold: 'Does not hold', cannot_tell: 'Cannot tell' };

function valueWords({ value, low, high }: Estimate, unit: Claim['unit']): string {
  const say = (number: number): string => (unit === 'share' ? String(Math.round(number * 100)) : number.toFixed(2));
  return unit === 'share' ? `${say(value)} % (${say(low)}–${say(high)})` : `${say(value)} (${say(low)} to ${say(high)})`;
}

function sentenceOf(claims: readonly Claim[]): string {
  const count = (answer: Claim['answer']): number => claims.filter((claim) => claim.answer === answer).length;
  return `Of ${claims.length} claims, ${count('holds')} ${count('holds') === 1 ? 'holds' : 'hold'} here, ${count('does_not_hold')} ${count('does_not_hold') === 1 ? 'does' : 'do'} not, and of ${count('cannot_tell')} the data cannot tell.`;
}

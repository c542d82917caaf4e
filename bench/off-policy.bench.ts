import { crossFitRewards, differenceOfIndependent, evaluatePolicy, linearRewards, type PolicyEstimate, type PolicyEvaluation } from '../src/learn/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { digitsFigures } from './off-policy/digits.ts';
import { isOpenBanditHere, openBanditRounds, uniformChances } from './off-policy/open-bandit.ts';
import { policyTreeFigures } from './off-policy/policy-trees.ts';
import { simulateLog } from './off-policy/simulate-log.ts';

const logs = 1_000;
const judged = ['snipw', 'dr', 'ipw', 'sndr'] as const;
type Judged = (typeof judged)[number];
const shown: Record<Judged, string> = { ipw: 'IPW', snipw: 'SNIPW', dr: 'DR', sndr: 'SNDR' };

interface Answer {
  readonly evaluation: PolicyEvaluation;
  readonly value: number;
  readonly expectedEffective: number;
}

const effective = ({ evaluation }: Answer): number => evaluation.support?.effectiveRounds ?? 0;
const tells = ({ evaluation }: Answer): boolean => evaluation.verdict === 'can tell';

function answerOf(seed: number): Answer {
  const { rounds, target, value, expectedEffective } = simulateLog(seed);
  const rewards = crossFitRewards(rounds, linearRewards(), { seed, folds: 3 });
  return { evaluation: evaluatePolicy(rounds, target, { rewards }), value, expectedEffective };
}

/** An interval that cannot be had holds nothing. */
const holds = ({ low, high }: PolicyEstimate, value: number): boolean => low !== null && high !== null && low <= value && value <= high;

const percent = (answers: readonly Answer[], isSo: (answer: Answer) => boolean): number => (100 * answers.filter(isSo).length) / answers.length;

function coverage(answers: readonly Answer[], name: Judged, words: string, promise: Partial<Figure> = {}): Figure {
  return { name: `${shown[name]}: 95 % intervals that hold the truth, ${words} (${answers.length} logs)`, unit: '%', values: [percent(answers, ({ evaluation, value }) => holds(evaluation.estimates?.[name] as PolicyEstimate, value))], ...promise };
}

function simulatedFigures(context: BenchContext): Figure[] {
  const answers = Array.from({ length: logs }, (_, at) => answerOf(context.seed * logs + at));
  const many = answers.filter((answer) => effective(answer) >= 500);
  const [told, some, few, trulyFew] = [many.filter(tells), answers.filter((answer) => tells(answer) && effective(answer) < 500), answers.filter((answer) => effective(answer) < 100), answers.filter((answer) => answer.expectedEffective < 100)];
  context.say(`${logs} simulated logs: ${many.length} with 500 effective rounds or more, ${few.length} with fewer than 100`);
  return [
    ...judged.map((name) => coverage(many, name, 'at 500 effective rounds or more', { atLeast: 92, atMost: 97 })),
    ...(['snipw', 'dr'] as const).map((name) => coverage(told, name, 'of these where the answer is "can tell"', { atLeast: 92, atMost: 97 })),
    ...(['snipw', 'dr'] as const).map((name) => coverage(some, name, 'at 100 to 500 where the answer is "can tell"')),
    { name: `"cannot tell" at fewer than 100 effective rounds, counted in the log (${few.length} logs)`, unit: '%', values: [percent(few, (answer) => !tells(answer))], atLeast: 90 },
    { name: `"cannot tell" at fewer than 100 effective rounds, known from the simulation (${trulyFew.length} logs)`, unit: '%', values: [percent(trulyFew, (answer) => !tells(answer))], atLeast: 90 },
    { name: '"cannot tell" at 500 effective rounds or more', unit: '%', values: [percent(many, (answer) => !tells(answer))] },
  ];
}

function realFigures(context: BenchContext): Figure[] {
  if (!isOpenBanditHere()) {
    context.say('The real logs are not here: only simulated ones are judged.');
    return [];
  }
  const [bts, random] = [openBanditRounds('bts'), openBanditRounds('random')];
  const { estimates, support, verdict, reasons } = evaluatePolicy(bts, uniformChances(bts), { rewards: crossFitRewards(bts, linearRewards(), { seed: context.seed }), range: [0, 1] });
  const measured = evaluatePolicy(random, null, { range: [0, 1] });
  context.say(`real log: ${verdict}${reasons.map((reason) => `; ${reason}`).join('')}`);
  return [
    { name: 'real log: effective rounds, of 10,000', unit: 'rounds', values: [support?.effectiveRounds ?? 0] },
    { name: 'real log: largest weight', unit: '', values: [support?.largestWeight ?? 0] },
    { name: 'real log: clicks that the random policy got, measured', unit: 'in 10,000', values: [10_000 * measured.logged.estimate] },
    ...(['snipw', 'dr'] as const).flatMap((name) => differenceFigures(name, estimates?.[name] as PolicyEstimate, measured.logged)),
    { name: 'real log: the answer is "can tell"', unit: 'of 1', values: [Number(verdict === 'can tell')] },
    { name: 'real log, the other way: "target probabilities not logged" is the reason', unit: 'of 1', values: [Number(measured.verdict === 'cannot tell' && measured.reasons.includes('target probabilities not logged'))], atLeast: 1 },
  ];
}

function differenceFigures(name: Judged, estimate: PolicyEstimate, measured: PolicyEstimate): Figure[] {
  const { low, high } = differenceOfIndependent(estimate, measured);
  const inTenThousand = (value: number | null): number[] => [10_000 * (value ?? Number.NaN)];
  return [
    { name: `real log: clicks that ${shown[name]} expects of the random policy`, unit: 'in 10,000', values: inTenThousand(estimate.estimate) },
    { name: `real log: lower end of the difference, ${shown[name]} less measured`, unit: 'in 10,000', values: inTenThousand(low), atMost: 0 },
    { name: `real log: upper end of the difference, ${shown[name]} less measured`, unit: 'in 10,000', values: inTenThousand(high), atLeast: 0 },
  ];
}

/** Off-policy evaluation where the truth is known: made-up logs, and a real one whose other policy was run beside it. */
export const bench: Bench = {
  asks: 'From the log of one policy, does the interval hold what another policy gets, and is "cannot tell" said where the log does not reach?',
  rounds: 1,
  measure: (context) => Promise.resolve([...simulatedFigures(context), ...realFigures(context), ...digitsFigures(context), ...policyTreeFigures(context)]),
};

import { join } from 'node:path';
import type { BacktestAnswer } from '../src/model/index.ts';
import { askHindcast, type CommandOptions } from '../test/product/command.ts';
import { startHindcast } from '../test/product/server.ts';
import { median, type Bench, type BenchContext, type Figure } from './bench.ts';

const weeks = [1, 4, 8] as const;
const simpleRules = ['baseRate', 'stageAge', 'stageWeighted', 'bookedOverUsualShare', 'lastQuarter', 'sameQuarterLastYear', 'repsDates'] as const;

/** Invents a company, imports its export as a user would, and replays its past quarters. */
async function recordOf(seed: number, options: CommandOptions): Promise<BacktestAnswer> {
  const { state } = await askHindcast<{ state: string }>(['demo', 'load', '--size', 'S', '--seed', String(seed)], options);
  if (state !== 'done') throw new Error(`the company of seed ${seed} was not loaded`);
  return askHindcast<BacktestAnswer>(['backtest', '--workspace', 'demo'], options);
}

const insideAt = (record: BacktestAnswer, week: number): boolean[] => record.points.flatMap((point) => (point.week === week && point.inside !== null ? [point.inside] : []));
const missOf = (record: BacktestAnswer, name: string, week: number): number[] => record.errors.flatMap((error) => (error.name === name && error.week === week && error.wape !== null ? [100 * error.wape] : []));
const logLossOf = (record: BacktestAnswer, method: string): number[] => record.skill.flatMap((skill) => (skill.week === null && skill.method === method ? [skill.logLoss] : []));

/** The share of all quarters of all companies, in per cent. */
function coverageAt(records: readonly BacktestAnswer[], week: number): number {
  const inside = records.flatMap((record) => insideAt(record, week));
  return (100 * inside.filter(Boolean).length) / inside.length;
}

function figuresOf(records: readonly BacktestAnswer[]): Figure[] {
  return [
    ...weeks.map((week): Figure => ({ name: `quarters inside the 8-in-10 range, said at week ${week}, all companies`, unit: '%', values: [coverageAt(records, week)], atLeast: 72, atMost: 92 })),
    ...weeks.flatMap((week): Figure[] => ['middle', ...simpleRules].map((name) => ({ name: `usual miss at week ${week}: ${name}`, unit: '%', values: records.flatMap((record) => missOf(record, name, week)) }))),
    ...['hazard', 'stage_age', 'base_rate'].map((method): Figure => ({ name: `log loss of "won if it closes this quarter": ${method}`, unit: 'nats', values: records.flatMap((record) => logLossOf(record, method)) })),
    { name: 'chance shown minus share won, on settled dates', unit: 'points', values: records.flatMap((record) => (record.chances ? [100 * (record.chances.predicted - record.chances.observed)] : [])) },
    { name: 'calibration error of the chance shown, over that of a perfect model', unit: '×', values: records.flatMap((record) => (record.chances ? [record.chances.ece / record.chances.eceExpected] : [])) },
    { name: 'companies for which skill over the win rate is claimed', unit: 'companies', values: [records.filter((record) => record.claim.skill).length] },
  ];
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const options = { dataFolder: join(context.folder, 'data'), timeoutMs: 600_000 };
  const server = await startHindcast({ ...options, demo: 'none' });
  try {
    const records: BacktestAnswer[] = [];
    for (let round = 0; round < context.rounds; round += 1) {
      const record = await recordOf(context.seed + round, options);
      records.push(record);
      context.say(`company ${context.seed + round}: ${record.coverage?.inside} of ${record.coverage?.quarters} inside, usual miss at week 1 ${median(missOf(record, 'middle', 1)).toFixed(0)} %`);
    }
    return figuresOf(records);
  } finally {
    await server.stop();
  }
}

/** The record on companies that nobody looked at: ranges, misses and chances, beside every simple rule. */
export const bench: Bench = {
  asks: 'On made-up companies of size S, do ranges hold as often as they promise, and does the model beat the simple rules?',
  rounds: 12,
  measure,
};

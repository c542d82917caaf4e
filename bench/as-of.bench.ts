import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { askHindcast, type CommandOptions } from '../test/product/command.ts';
import { chanceAt, firstDayMs, lastDayMs, writeExport, type ExportSize } from '../test/product/crm-export.ts';
import { startHindcast } from '../test/product/server.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

const dayMs = 86_400_000;
const company = { deals: 1_500, activities: 9_000, stageHistory: true };
const questions = ['deals', 'forecast', 'leaks'] as const;
type Answers = Readonly<Record<(typeof questions)[number], unknown>>;

/** Dates from the second year on, so that there is something to say on each. */
const dateOf = (seed: number, round: number): string => {
  const fromMs = firstDayMs + 365 * dayMs;
  return new Date(fromMs + Math.floor(chanceAt(seed, round) * (lastDayMs - dayMs - fromMs))).toISOString().slice(0, 10);
};

async function withImport<T>(folder: string, size: ExportSize, ask: (options: CommandOptions) => Promise<T>): Promise<T> {
  await writeExport(join(folder, 'files'), size);
  const options = { dataFolder: join(folder, 'data'), timeoutMs: 600_000 };
  const server = await startHindcast({ ...options, demo: 'none' });
  try {
    await askHindcast(['import', join(folder, 'files'), '--workspace', 'main'], options);
    return await ask(options);
  } finally {
    await server.stop();
  }
}

async function answersOn(date: string, options: CommandOptions): Promise<Answers> {
  const answers: Array<[string, unknown]> = [];
  for (const question of questions) answers.push([question, await askHindcast([question, '--as-of', date, '--workspace', 'main'], options)]);
  return Object.fromEntries(answers) as Answers;
}

/** How many deals were predicted on the date: a comparison of empty answers proves nothing. */
const predicted = (answers: Answers): number =>
  (answers.deals as Array<{ winProbability: number | null }>).filter((deal) => deal.winProbability !== null).length;

async function measure(context: BenchContext): Promise<Figure[]> {
  const size = { ...company, seed: context.seed };
  const dates = Array.from({ length: context.rounds }, (_, round) => dateOf(context.seed, round + 1));
  const whole = await withImport(join(context.folder, 'whole'), size, async (options) => {
    const byDate = new Map<string, Answers>();
    for (const date of dates) byDate.set(date, await answersOn(date, options));
    return byDate;
  });
  let changed = 0;
  for (const [index, date] of dates.entries()) {
    const endOfDayMs = Date.parse(`${date}T23:59:59.999Z`);
    const then = await withImport(join(context.folder, `cut-${index}`), { ...size, unknownAfterMs: endOfDayMs }, (options) => answersOn(date, options));
    const differing = questions.filter((question) => !isDeepStrictEqual(then[question], whole.get(date)?.[question]));
    changed += differing.length;
    context.say(`${date}: ${differing.length === 0 ? 'the same' : `differs in ${differing.join(', ')}`}, ${predicted(then)} deals predicted`);
  }
  return [
    { name: 'dates compared', unit: 'dates', values: [dates.length], atLeast: 50 },
    { name: 'open deals predicted on those dates', unit: 'deals', values: dates.map((date) => predicted(whole.get(date) ?? { deals: [], forecast: [], leaks: [] })) },
    { name: 'answers that changed when the future was taken away or replaced', unit: 'answers', values: [changed], atMost: 0 },
  ];
}

/** No hindsight: the same company with its later rows deleted and its later outcomes, amounts and dates replaced. */
export const bench: Bench = {
  asks: 'Does anything said on a past date change when all that was known later is deleted or replaced?',
  rounds: 50,
  measure,
};

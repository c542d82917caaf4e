import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fitLeastSquares, fitMediaMix, type ChannelMix, type MediaMix, type MediaRows } from '../src/learn/index.ts';
import { median, type Bench, type BenchContext, type Figure } from './bench.ts';
import { company, type Company, type Truth } from './media-mix/company.ts';

/** What one way of judging says of one channel, beside the truth. */
interface Judged {
  readonly truth: number;
  readonly found: number;
  readonly covered: boolean;
  readonly outcome: number;
  readonly told: boolean;
  readonly marginalCovered: boolean;
}

const z90 = 1.644854;

/** Least squares on the spend of each week, without carry-over and saturation, with the same controls: what a spreadsheet would do. */
function plainRegression({ rows, firstRow }: Company): Array<{ found: number; low: number; high: number }> {
  const n = rows.outcome.length - firstRow;
  const waves = [1, 2].flatMap((k) => [Math.sin, Math.cos].map((wave) => (t: number) => wave((2 * Math.PI * k * t) / 52.18)));
  const cells = (t: number): number[] => [1, t, ...waves.map((wave) => wave(t)), ...(rows.controls ?? []).map(({ values }) => values[t] as number), ...rows.channels.map(({ spend }) => spend[t] as number)];
  const x = Float64Array.from(Array.from({ length: n }, (_, t) => cells(t + firstRow)).flat());
  const p = x.length / n;
  const fit = fitLeastSquares(x, rows.outcome.slice(firstRow), p);
  if ('refused' in fit) throw new Error(fit.refused);
  return rows.channels.map(({ spend }, at) => {
    const j = p - rows.channels.length + at;
    const spent = spend.subarray(firstRow).reduce((sum, value) => sum + value, 0);
    const [found, error] = [(fit.coefficients[j] as number) * spent, z90 * (fit.standardErrors[j] as number) * spent];
    return { found, low: found - error, high: found + error };
  });
}

const holds = ({ low, high }: { low: number; high: number }, truth: number): boolean => low <= truth && truth <= high;

function judge(one: Company, mix: MediaMix): { model: Judged[]; plain: Judged[] } {
  const outcome = one.rows.outcome.subarray(one.firstRow).reduce((sum, value) => sum + value, 0);
  const naive = plainRegression(one);
  const model = mix.channels.map(({ contribution, marginalReturn, verdict }: ChannelMix, at) => {
    const [truth, believed] = [one.contributions[at] as number, contribution ?? { middle: 0, low: 0, high: 0 }];
    return { truth, outcome, found: believed.middle, covered: holds(believed, truth), told: verdict === 'told', marginalCovered: marginalReturn !== null && holds(marginalReturn, one.marginals[at] as number) };
  });
  return { model, plain: naive.map((said, at) => ({ truth: one.contributions[at] as number, outcome, found: said.found, covered: holds(said, one.contributions[at] as number), told: true, marginalCovered: false })) };
}

function study(context: BenchContext, truth: Truth, companies: number, from: number): { model: Judged[]; plain: Judged[]; unsettled: number } {
  const all = { model: [] as Judged[], plain: [] as Judged[], unsettled: 0 };
  for (let index = 0; index < companies; index += 1) {
    const one = company(context.seed + from + index, truth);
    const mix = fitMediaMix(one.rows, { seed: index });
    if ('refused' in mix) throw new Error(mix.refused);
    const judged = judge(one, mix);
    all.model.push(...judged.model);
    all.plain.push(...judged.plain);
    all.unsettled += mix.rHat > 1.05 ? 1 : 0;
    if (index % 10 === 9) context.say(`${truth}: ${index + 1} companies`);
  }
  return all;
}

const share = (judged: readonly Judged[], counts: (one: Judged) => boolean): number => (100 * judged.filter(counts).length) / judged.length;
const errorOfShare = (judged: readonly Judged[]): number => judged.reduce((sum, one) => sum + (100 * Math.abs(one.found - one.truth)) / one.outcome / judged.length, 0);
/** Half of the channels are nearer to their truth, as a share of it: the same for contribution and return on spend. */
const relativeError = (judged: readonly Judged[]): number => median(judged.map((one) => (100 * Math.abs(one.found - one.truth)) / one.truth));

/** Weekly spend and revenue that Meta simulated for Robyn's tutorial; its truth is not published. */
function robyn(): MediaRows | null {
  const file = path.resolve(import.meta.dirname, '../../shared/data/robyn-weekly-mmm/dt_simulated_weekly.csv');
  if (!existsSync(file)) return null;
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = head.replaceAll('"', '').split(',');
  const column = (name: string): Float64Array => Float64Array.from(lines, (line) => Number(line.split(',')[names.indexOf(name)]));
  return {
    outcome: column('revenue'), channels: ['tv_S', 'ooh_S', 'print_S', 'facebook_S', 'search_S'].map((name) => ({ name, spend: column(name) })),
    controls: [{ name: 'competitor_sales_B', values: column('competitor_sales_B') }, { name: 'newsletter', values: column('newsletter') }],
  };
}

function robynFigures(context: BenchContext): Figure[] {
  const rows = robyn();
  if (rows === null) { context.say('the table robyn-weekly-mmm is not beside the repository: left out'); return []; }
  const mix = fitMediaMix(rows, { seed: 1 });
  if ('refused' in mix) throw new Error(mix.refused);
  for (const { name, verdict, why, share: part } of mix.channels) context.say(`${name}: ${verdict}${why === null ? '' : ` (${why})`}, ${(100 * (part?.low ?? 0)).toFixed(1)} to ${(100 * (part?.high ?? 0)).toFixed(1)} % of revenue`);
  return [
    { name: 'Robyn’s weekly table, truth not published: squares explained', unit: '%', values: [100 * mix.explained] },
    { name: 'of its five channels told', unit: '', values: [mix.channels.filter((channel) => channel.verdict === 'told').length] },
  ];
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const companies = context.rounds;
  const assumed = study(context, 'as assumed', companies, 0);
  const other = study(context, 'otherwise', Math.ceil(companies / 2), 10_000);
  const told = assumed.model.filter((one) => one.told);
  return [
    { name: `channels of ${companies} companies whose 90 % interval of contribution (and of return on spend) holds the truth`, unit: '%', values: [share(assumed.model, (one) => one.covered)], atLeast: 80, atMost: 97 },
    { name: 'the same of marginal returns', unit: '%', values: [share(assumed.model, (one) => one.marginalCovered)], atLeast: 80, atMost: 97 },
    { name: 'the same of contributions, by plain regression', unit: '%', values: [share(assumed.plain, (one) => one.covered)] },
    { name: 'channels told', unit: '%', values: [(100 * told.length) / assumed.model.length] },
    { name: 'companies whose chains do not agree', unit: '', values: [assumed.unsettled] },
    { name: 'error of a channel’s share of the outcome, mean', unit: 'points', values: [errorOfShare(assumed.model)] },
    { name: 'the same, by plain regression', unit: 'points', values: [errorOfShare(assumed.plain)] },
    { name: 'error of contribution and return on spend, middle', unit: '%', values: [relativeError(assumed.model)] },
    { name: 'the same, by plain regression', unit: '%', values: [relativeError(assumed.plain)] },
    { name: `where the truth is another (late peak, S-shape, noise that remembers; ${Math.ceil(companies / 2)} companies): intervals of contribution that hold it`, unit: '%', values: [share(other.model, (one) => one.covered)] },
    { name: 'there, error of a share, mean', unit: 'points', values: [errorOfShare(other.model)] },
    { name: 'there, by plain regression', unit: 'points', values: [errorOfShare(other.plain)] },
    ...robynFigures(context),
  ];
}

/** Parameter recovery on made-up companies, as PyMC-Marketing and Meridian are compared: a media mix has no other ground truth. */
export const bench: Bench = {
  asks: 'Does a media mix find what each channel of a made-up company truly brought, and do its intervals hold?',
  rounds: 60,
  measure,
};

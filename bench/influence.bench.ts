import { influences, simulate, truth, unseenShare, type SimulateOptions, type Truth } from '../src/market/index.ts';
import { influenceOf } from '../src/model/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { askMarkets } from './truth/ask-markets.ts';
import type { BuyersSaid } from './truth/ask-buyers.ts';
import { promisedOf } from './truth/promised.ts';
import { unseenCompanies } from './truth/unseen-companies.ts';

/** How a company's buyers came out against what truly moved them. */
interface Judged {
  /** Null where a quiet or a loud one is missing, or the answers were too few to rank. */
  readonly ranking: { readonly oraclePower: number; readonly quietAbove: boolean } | null;
  readonly ranked: boolean;
  /** Whether the bounds hold the true share, taking a click to show as much, or as little, as the product's table says it might. */
  readonly worstCase: Held;
  /** The same with the silent taken to be much like those who answered. */
  readonly ifAlike: Held;
}

/** What bounds hold of the true shares, and how wide they are in points; empty where none are given. */
interface Held {
  readonly covers: readonly boolean[];
  readonly width: readonly number[];
}

function judge(options: SimulateOptions, said: BuyersSaid): Judged {
  const company = simulate(options);
  const known = truth(company);
  const { low, high, ifAlike, kinds } = said.unseen;
  const seeable = (words: readonly string[]): Influence[] => influences.filter((kind) => words.includes(kinds.find((row) => row.kind === influenceOf(kind))?.clickCanShow ?? 'no'));
  const trueShares = [['yes'], ['yes', 'perhaps']].map((words) => unseenShare(known, seeable(words), company.endMs));
  return {
    ranking: rankingOf(said, known), ranked: said.buyers.refusal === null,
    worstCase: heldBy(low, high, trueShares), ifAlike: heldBy(ifAlike?.low ?? null, ifAlike?.high ?? null, trueShares),
  };
}

const heldBy = (low: number | null, high: number | null, shares: readonly number[]): Held =>
  (low === null || high === null ? { covers: [], width: [] } : { covers: shares.map((share) => share >= low && share <= high), width: [100 * (high - low)] });

type Influence = keyof Truth['influence'];

/** One who knows both true shares would see the difference in this many answers with this power, one-sided at 5 %. */
function rankingOf({ buyers }: BuyersSaid, { planted, influence }: Truth): Judged['ranking'] {
  if (!planted.quiet || !planted.loud || buyers.refusal !== null) return null;
  const [quiet, loud] = [planted.quiet.kind, planted.loud.kind].map((kind) => influence[kind]) as [number, number];
  const place = (kind: string): number => buyers.options.findIndex((option) => option.kind === influenceOf(kind));
  const score = (quiet - loud) / Math.sqrt(Math.max(1e-9, quiet + loud) / Math.max(1, buyers.answered));
  return { oraclePower: score > oracleScore ? 1 : 0, quietAbove: place(planted.quiet.kind) < place(planted.loud.kind) };
}

/** Nine of ten: 1.645 for the test and 1.2816 for the power. */
const oracleScore = 1.645 + 1.2816;

const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number => (100 * all.filter(is).length) / all.length;

async function measure(context: BenchContext): Promise<Figure[]> {
  const options = unseenCompanies(context);
  const said = await askMarkets('buyers', options, context, ({ seed, buyers }) => context.say(`company ${seed}: ${buyers.answered} of ${buyers.asked} answered`));
  const judged = said.map((one, index) => judge(options[index] as SimulateOptions, one));
  const rankings = judged.flatMap((one) => one.ranking ?? []);
  const clear = rankings.filter((one) => one.oraclePower >= 0.9);
  const covered = (of: (one: Judged) => Held): number => shareOf(judged.flatMap((one) => of(one).covers), Boolean);
  return promisedOf(said.length, [
    { name: 'companies with enough answers to rank', unit: 'companies', values: [judged.filter((one) => one.ranked).length] },
    { name: 'companies with a quiet and a loud one that an oracle could tell apart in nine of ten', unit: 'companies', values: [clear.length] },
    { name: 'of these, the quiet one ranks above the loud one', unit: '%', values: [shareOf(clear, (one) => one.quietAbove)], atLeast: 80 },
    { name: 'the same among all companies with both', unit: '%', values: [shareOf(rankings, (one) => one.quietAbove)] },
    { name: 'bounds of the unseen share that hold the true share', unit: '%', values: [covered((one) => one.worstCase)], atLeast: 90 },
    { name: 'width of these bounds', unit: 'points', values: judged.flatMap((one) => one.worstCase.width) },
    { name: 'the same with the silent much like those who answered: hold the true share', unit: '%', values: [covered((one) => one.ifAlike)] },
    { name: 'width of these', unit: 'points', values: judged.flatMap((one) => one.ifAlike.width) },
  ]);
}

/** Buyers who answer seldom, shyly and not always truly; what moved them is opened after the product has spoken. */
export const bench: Bench = {
  asks: 'Do the answers of buyers put a quiet influencer above a loud one, and do the bounds of what no click could show hold the truth?',
  rounds: 100,
  measure,
};

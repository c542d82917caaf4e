import { influences, simulate, truth, unseenShare, type SimulateOptions, type Truth } from '../src/market/index.ts';
import { influenceOf } from '../src/model/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { askMarkets } from './truth/ask-markets.ts';
import type { BuyersSaid } from './truth/ask-buyers.ts';
import { unseenCompanies } from './truth/unseen-companies.ts';

/** How a company's buyers came out against what truly moved them. */
interface Judged {
  /** Null where a quiet or a loud one is missing, or the answers were too few to rank. */
  readonly ranking: { readonly oraclePower: number; readonly quietAbove: boolean } | null;
  readonly ranked: boolean;
  /** Whether the bounds hold the true share, taking a click to show as much, or as little, as the product's table says it might. */
  readonly covers: readonly boolean[];
  readonly width: number | null;
}

function judge(options: SimulateOptions, said: BuyersSaid): Judged {
  const company = simulate(options);
  const known = truth(company);
  const { low, high, kinds } = said.unseen;
  const seeable = (words: readonly string[]): Influence[] => influences.filter((kind) => words.includes(kinds.find((row) => row.kind === influenceOf(kind))?.clickCanShow ?? 'no'));
  const trueShares = [['yes'], ['yes', 'perhaps']].map((words) => unseenShare(known, seeable(words), company.endMs));
  return {
    ranking: rankingOf(said, known), ranked: said.buyers.refusal === null,
    covers: low === null || high === null ? [] : trueShares.map((share) => share >= low && share <= high),
    width: low === null || high === null ? null : high - low,
  };
}

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

async function measure(context: BenchContext): Promise<Figure[]> {
  const options = unseenCompanies(context);
  const said = await askMarkets('buyers', options, context.folder, ({ seed, buyers }) => context.say(`company ${seed}: ${buyers.answered} of ${buyers.asked} answered`));
  const judged = said.map((one, index) => judge(options[index] as SimulateOptions, one));
  const rankings = judged.flatMap((one) => one.ranking ?? []);
  const clear = rankings.filter((one) => one.oraclePower >= 0.9);
  const covers = judged.flatMap((one) => one.covers);
  const widths = judged.flatMap((one) => (one.width === null ? [] : [100 * one.width]));
  return [
    { name: 'companies with enough answers to rank', unit: 'companies', values: [judged.filter((one) => one.ranked).length] },
    { name: 'companies with a quiet and a loud one that an oracle could tell apart in nine of ten', unit: 'companies', values: [clear.length] },
    { name: 'of these, the quiet one ranks above the loud one', unit: '%', values: [(100 * clear.filter((one) => one.quietAbove).length) / clear.length], atLeast: 80 },
    { name: 'the same among all companies with both', unit: '%', values: [(100 * rankings.filter((one) => one.quietAbove).length) / rankings.length] },
    { name: 'bounds of the unseen share that hold the true share', unit: '%', values: [(100 * covers.filter(Boolean).length) / covers.length], atLeast: 90 },
    { name: 'width of these bounds', unit: 'points', values: widths },
  ];
}

/** Buyers who answer seldom, shyly and not always truly; what moved them is opened after the product has spoken. */
export const bench: Bench = {
  asks: 'Do the answers of buyers put a quiet influencer above a loud one, and do the bounds of what no click could show hold the truth?',
  rounds: 100,
  measure,
};

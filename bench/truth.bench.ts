import { oracleAt, simulate, truth, type Company, type SimulateOptions, type Truth } from '../src/market/index.ts';
import { DAY_MS } from '../src/model/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import type { MarketAnswers } from './truth/ask-market.ts';
import { askMarkets } from './truth/ask-markets.ts';
import { chanceFigures } from './truth/chance-figures.ts';
import type { JudgedChance } from './truth/chance-scores.ts';
import { bookOf, type CompanyBook } from './truth/company-book.ts';
import { companyLines } from './truth/company-report.ts';
import { forecastFigures } from './truth/forecast-figures.ts';
import { leakFigures } from './truth/leak-figures.ts';
import { leakScore, type LeakScore } from './truth/leak-scores.ts';
import { promisedOf } from './truth/promised.ts';
import { SimpleTables } from './truth/simple-chances.ts';
import { trialFigures, type JudgedTrial } from './truth/trial-figures.ts';
import { trueDifference } from './truth/trial-of-action.ts';
import { unseenCompanies } from './truth/unseen-companies.ts';

const oracleDraws = 200;

/** What a company's answers came to. */
interface Judged {
  readonly chances: JudgedChance[];
  readonly leak: LeakScore;
  readonly trial: JudgedTrial;
  readonly known: Truth;
}

/** So few companies are told one by one. */
const mostTold = 3;

/** A company's truth, opened after its answers were stored. */
function judge(options: SimulateOptions, answers: MarketAnswers): Judged {
  const company = simulate(options);
  const known = truth(company);
  const book = bookOf(company);
  const refused = new Set(answers.columns.filter((column) => column.status === 'refused').map((column) => column.column));
  return {
    chances: judgedChances(company, known, book, answers), leak: leakScore(answers.leaks, known, book, refused),
    trial: { ...answers.trial, isPlanted: known.planted.action !== undefined, truly: trueDifference(company) }, known,
  };
}

/** Beside what the product said of each deal: simple tables, the oracle, and how it ended. */
function judgedChances(company: Company, known: Truth, book: CompanyBook, answers: MarketAnswers): JudgedChance[] {
  const deals = new Map(known.deals.map((deal) => [deal.id, deal]));
  const tables = new SimpleTables(company, book.createdAt);
  return answers.dealsOn.flatMap(({ asOf, deals: said }) => {
    const at = Date.parse(asOf) + DAY_MS - 1;
    const simple = tables.on(at);
    const oracle = new Map(oracleAt(company, at, oracleDraws).map((one) => [one.id, one.win]));
    return said.flatMap(({ id, winProbability }): JudgedChance[] => {
      const chance = oracle.get(id);
      if (winProbability === null || chance === undefined) return [];
      return [{ seed: company.seed, product: winProbability, stageAge: simple.stageAge(id), baseRate: simple.baseRate, oracle: chance, won: deals.get(id)?.ending === 'won' ? 1 : 0 }];
    });
  });
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const options = unseenCompanies(context);
  const markets = await askMarkets('market', options, context, ({ seed, backtest, leaks }) =>
    context.say(`company ${seed}: ${backtest.coverage?.inside} of ${backtest.coverage?.quarters} ranges hold, ${leaks.leaks.length} leaks shown`));
  const judged = markets.map((answers, index) => judge(options[index] as SimulateOptions, answers));
  if (markets.length <= mostTold) context.say(judged.flatMap((one, index) => companyLines(options[index] as SimulateOptions, markets[index] as MarketAnswers, one.known, one)).join('\n'));
  return promisedOf(markets.length, [
    ...forecastFigures(markets), ...chanceFigures(judged.flatMap((one) => one.chances), context.seed),
    ...leakFigures(judged.map((one) => one.leak)), ...trialFigures(judged.map((one) => one.trial)),
  ]);
}

/** Every company is imported as a user would, asked, and only then is its truth opened. */
export const bench: Bench = {
  asks: 'On made-up companies whose truth is known, how near to it are ranges, chances and findings, beside simple rules and an oracle?',
  rounds: 100,
  measure,
};

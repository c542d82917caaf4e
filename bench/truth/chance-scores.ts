import { brier, calibrationError, expectedCalibrationError, fitLogistic, logLossOf } from '../../src/learn/index.ts';
import { shareOverCompanies, type Clustered } from './clustered.ts';

/** A deal open on a date: what the product said of it, what simple tables and the oracle say, and how it ended. */
export interface JudgedChance {
  readonly seed: number;
  readonly product: number;
  readonly stageAge: number;
  readonly baseRate: number;
  readonly oracle: number;
  readonly won: 0 | 1;
}

export interface ChanceScores {
  readonly deals: number;
  readonly ece: number;
  readonly ecePerfect: number;
  /** Slope of the outcome's log-odds on the log-odds said: 1 where chances are neither too bold nor too timid. */
  readonly slope: number;
  /** Log loss of the product minus that of the stage-and-age table, deals pooled, companies as clusters. */
  readonly lossBelowTable: Clustered;
  /** 1 − Brier ÷ Brier of the base rate. */
  readonly skill: number;
  readonly skillOfOracle: number;
  readonly companiesBetterThanTable: number;
}

type Teller = 'product' | 'stageAge' | 'baseRate' | 'oracle';

export function chanceScores(rows: readonly JudgedChance[], seed: number): ChanceScores {
  const won = rows.map((row) => row.won);
  const said = (teller: Teller): number[] => rows.map((row) => row[teller]);
  const base = brier(won, said('baseRate'));
  const byCompany = [...Map.groupBy(rows, (row) => row.seed).values()].map(lossBelowTable);
  return {
    deals: rows.length,
    ece: calibrationError(won, said('product')), ecePerfect: expectedCalibrationError(said('product'), seed),
    slope: slopeOf(rows),
    lossBelowTable: shareOverCompanies(byCompany),
    skill: 1 - brier(won, said('product')) / base, skillOfOracle: 1 - brier(won, said('oracle')) / base,
    companiesBetterThanTable: byCompany.filter((one) => one.part < 0).length,
  };
}

const lossBelowTable = (rows: readonly JudgedChance[]): { part: number; of: number } =>
  ({ part: rows.reduce((sum, row) => sum + logLossOf(row.won, row.product) - logLossOf(row.won, row.stageAge), 0), of: rows.length });

const clip = 1e-4;
const logOdds = (p: number): number => Math.log(Math.min(1 - clip, Math.max(clip, p)) / (1 - Math.min(1 - clip, Math.max(clip, p))));

/** Slope of the logistic regression of the outcome on the log-odds said (Cox 1958). */
function slopeOf(rows: readonly JudgedChance[]): number {
  const x = Float64Array.from(rows.flatMap((row) => [1, logOdds(row.product)]));
  return fitLogistic(x, Float64Array.from(rows, (row) => row.won), 2, { penalty: 0 }).coefficients[1] as number;
}

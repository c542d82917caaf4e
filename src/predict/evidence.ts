import { methodSchema, type Duel, type Method, type Skill } from '../model/index.ts';
import { auc, brier, calibrationError, expectedCalibrationError, logLoss, logLossOf } from '../learn/index.ts';

/** One open deal at one origin that closed by the quarter's end: the chance to be won each method gave it if it closes then, and what came. */
export interface ScoredDeal {
  readonly quarter: string;
  readonly week: number;
  readonly deal: string;
  readonly won: 0 | 1;
  readonly chance: Readonly<Record<Method, number>>;
}

export const methods: readonly Method[] = methodSchema.options;

/** Paired evidence that one method beats another: mean gain in log loss with its 95 % interval. */
export interface Gain {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly clusters: number;
  readonly quarters: number;
}

const fewestClusters = 60;
const fewestQuarters = 3;
/** From so many on, quarters have an interval of their own. */
const quartersWithInterval = 6;
const z975 = 1.96;

/**
 * A deal seen at several weeks is one cluster; with six quarters or more the interval is also taken over quarters, and the
 * wider one counts, because deals of a quarter share its weather. Trees are not judged by fewer than six.
 */
export function gainOf(scored: readonly ScoredDeal[], method: Method, over: Method): Gain | null {
  const byDeal = clusterMeans(scored, (row) => row.deal, method, over);
  const byQuarter = clusterMeans(scored, (row) => row.quarter, method, over);
  // Trees are free enough to learn a few quarters' weather, which deals alone cannot tell from skill.
  const enoughQuarters = method === 'trees' ? quartersWithInterval : fewestQuarters;
  if (byDeal.length < fewestClusters || byQuarter.length < enoughQuarters) return null;
  const narrow = intervalOf(byDeal);
  const wide = byQuarter.length >= quartersWithInterval ? intervalOf(byQuarter) : narrow;
  return { mean: narrow.mean, low: Math.min(narrow.low, wide.low), high: Math.max(narrow.high, wide.high), clusters: byDeal.length, quarters: byQuarter.length };
}

function clusterMeans(scored: readonly ScoredDeal[], key: (row: ScoredDeal) => string, method: Method, over: Method): number[] {
  const sums = new Map<string, { sum: number; n: number }>();
  for (const row of scored) {
    const held = sums.get(key(row)) ?? { sum: 0, n: 0 };
    const gain = logLossOf(row.won, row.chance[over]) - logLossOf(row.won, row.chance[method]);
    sums.set(key(row), { sum: held.sum + gain, n: held.n + 1 });
  }
  return [...sums.values()].map((held) => held.sum / held.n);
}

export function intervalOf(values: readonly number[]): { mean: number; low: number; high: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const half = z975 * Math.sqrt(variance / values.length);
  return { mean, low: mean - half, high: mean + half };
}

const duels: ReadonlyArray<readonly [Duel['method'], Duel['over']]> = [['stage_age', 'base_rate'], ['hazard', 'base_rate'], ['hazard', 'stage_age'], ['trees', 'base_rate'], ['trees', 'stage_age'], ['trees', 'hazard']];

/** Every comparison between methods that the choice may rest on; those that too few deals could tell were not made. */
export const duelsOf = (scored: readonly ScoredDeal[], on: Duel['on'] = 'deals'): Duel[] => duels.flatMap(([method, over]) => {
  const gain = gainOf(scored, method, over);
  return gain === null ? [] : [{ on, method, over, mean: gain.mean, low: gain.low, high: gain.high }];
});

/** The simplest method unless a finer one is proved better than every simpler one that could be shown: the table over the rate, the model over both, trees over all. */
export function chooseMethod(scored: readonly ScoredDeal[]): Method {
  const beats = (method: Method, over: Method): boolean => (gainOf(scored, method, over)?.low ?? -1) > 0;
  const table = beats('stage_age', 'base_rate') ? 'stage_age' : 'base_rate';
  const model = beats('hazard', 'base_rate') && (table === 'base_rate' || beats('hazard', table)) ? 'hazard' : table;
  return beats('trees', 'base_rate') && beats('trees', 'hazard') && (model !== 'stage_age' || beats('trees', model)) ? 'trees' : model;
}

/** Scores of a method over deals, at one week or at all. */
export function skillOf(scored: readonly ScoredDeal[], method: Method, week: number | null, seed: number): Skill | null {
  const rows = week === null ? scored : scored.filter((row) => row.week === week);
  if (rows.length === 0) return null;
  const y = rows.map((row) => row.won as number);
  const p = rows.map((row) => row.chance[method]);
  return { method, week, n: rows.length, brier: brier(y, p), logLoss: logLoss(y, p), auc: auc(y, p), ece: calibrationError(y, p), eceExpected: expectedCalibrationError(p, seed) };
}


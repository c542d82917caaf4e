import { z } from 'zod';
import type { ActionAnswer, DealAnswer, ForecastAnswer } from '../model/index.ts';
import { isoDate } from '../model/index.ts';
import type { Facts } from '../store/index.ts';
import { policy } from '../prescribe/index.ts';
import type { AnswerName, Answers } from './answers.ts';

/** When something was said, of which data. */
export interface Saying {
  readonly facts: Facts;
  readonly asOf: number;
  readonly dataVersion: string;
  readonly now: number;
}

/** Writes down what is said of the present, once per day and version of the data, so that it can be held against what comes. */
export async function writeDown<N extends AnswerName>(name: N, value: Answers[N], saying: Saying): Promise<void> {
  if (name === 'deals') await writePredictions(value as DealAnswer[], saying);
  if (name === 'forecast') await writeForecasts(value as ForecastAnswer[], saying);
}

const once = (what: string, { asOf, dataVersion }: Saying): { token: string } => ({ token: `${what} ${isoDate(asOf)} ${dataVersion}` });
const msOf = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

async function writePredictions(deals: readonly DealAnswer[], saying: Saying): Promise<void> {
  const { facts, asOf, dataVersion, now } = saying;
  const rows = deals.map((deal) => ({
    deal_id: deal.id, as_of: asOf, model: deal.method, data_version: dataVersion, win_probability: deal.winProbability, low: deal.low, high: deal.high,
    expected_close: msOf(deal.expectedClose), refusal: deal.refusal?.code ?? '', recorded_at: now,
  }));
  if (rows.length > 0) await facts.insert('predictions', rows, once('predictions', saying));
}

async function writeForecasts(quarters: readonly ForecastAnswer[], saying: Saying): Promise<void> {
  const { facts, asOf, dataVersion, now } = saying;
  const said = quarters.filter((quarter) => quarter.p50 !== null);
  const rows = said.map(({ quarter, method, p10, p50, p90 }) => ({ quarter, as_of: asOf, model: method, data_version: dataVersion, p10, p50, p90, recorded_at: now }));
  if (rows.length > 0) await facts.insert('quarter_forecasts', rows, once('forecast', saying));
}

const offeredStatement = {
  name: 'actions_offered',
  text: "SELECT action_id, toUnixTimestamp64Milli(min(occurred_at)) AS at FROM decisions WHERE fact IN ('offered', 'withheld') GROUP BY action_id",
  parameters: z.object({}),
  row: z.object({ action_id: z.string(), at: z.coerce.number() }),
} as const;

/** Actions already offered or withheld, with when. */
export const readOffers = async (facts: Facts): Promise<ReadonlyMap<string, number>> =>
  new Map((await facts.query(offeredStatement, {})).map((row) => [row.action_id, row.at]));

/** Writes down which actions are offered and which are withheld for comparison, each once, with the chances of all its options. */
export async function writeOffers(facts: Facts, actions: readonly ActionAnswer[], offered: ReadonlyMap<string, number>, now: number): Promise<void> {
  const rows = actions.filter((action) => !offered.has(action.id)).map((action) => ({
    decision_id: action.id, action_id: action.id, deal_id: action.dealId, fact: action.heldOut ? 'withheld' : 'offered', reason: null,
    options: JSON.stringify(action.options), held_out: action.heldOut, policy, at_stake: action.atStake, assumed_points: action.assumedChange.points, by_user: null, occurred_at: now,
  }));
  if (rows.length > 0) await facts.insert('decisions', rows);
}

const monthMs = 30.44 * 86_400_000;
const fewestMonths = 1;

/** Actions a month as recorded over the last three; undefined until the record is a month long. */
export function paceOf(offered: ReadonlyMap<string, number>, now: number): number | undefined {
  const times = [...offered.values()];
  const since = Math.max(now - 3 * monthMs, Math.min(now, ...times));
  const months = (now - since) / monthMs;
  return months < fewestMonths ? undefined : times.filter((at) => at >= since).length / months;
}

import type { BacktestAnswer } from './answers/backtest.ts';
import type { ForecastAnswer } from './answers/forecast.ts';
import type { Leak } from './answers/leaks.ts';
import type { Refusal } from './refusal.ts';

/** How numbers, dates, refusals and findings are said, the same in the app, the terminal and exports. */

/** Rounds to what a range supports: steps of the power of ten below a fifth of its width. */
export function roundToRange(value: number, low: number, high: number): number {
  const width = Math.abs(high - low);
  if (!(width > 0)) return Number(value.toPrecision(3));
  const step = 10 ** Math.floor(Math.log10(width / 5));
  return step >= 1 ? Math.round(value / step) * step : Number((Math.round(value / step) * step).toPrecision(12));
}

/** Compact money: "€2.8M", "€310k"; without a currency a plain compact number. */
export function moneyWords(value: number, currency: string | null, digits = 3): string {
  const style = isCurrency(currency) ? ({ style: 'currency', currency } as const) : {};
  return new Intl.NumberFormat('en-GB', { ...style, notation: 'compact', maximumSignificantDigits: digits, minimumSignificantDigits: 1 }).format(value).replace(/K$/, 'k').replace(/m$/, 'M').replace(/bn$/, 'bn').replace('US$', '$');
}

const isCurrency = (currency: string | null): currency is string => currency !== null && /^[A-Z]{3}$/.test(currency);

/** "€2.4–3.3M": the unit is said once where both ends share it. */
export function rangeWords(low: number, high: number, currency: string | null): string {
  const [from, to] = [moneyWords(roundToRange(low, low, high), currency, 6), moneyWords(roundToRange(high, low, high), currency, 6)];
  const [, sign, start = '', unit] = /^(-?\D*)([\d.,]+)(\D*)$/.exec(from) ?? [];
  const [, , end = '', endUnit] = /^(-?\D*)([\d.,]+)(\D*)$/.exec(to) ?? [];
  if (sign === undefined || start === '' || end === '' || low < 0) return `${from} to ${to}`;
  return unit === endUnit ? `${sign}${start}–${end}${unit}` : `${sign}${start}${unit}–${end}${endUnit}`;
}

/** Money of a range rounded as the range allows, with the range beside it. */
export const moneyWithRange = (value: number, low: number, high: number, currency: string | null): string =>
  `${moneyWords(roundToRange(value, low, high), currency, 6)} (8 in 10: ${rangeWords(low, high, currency)})`;

/** "62 % (48–74)". */
export const chanceWords = (chance: number, low: number, high: number): string => `${percent(chance)} % (${percent(low)}–${percent(high)})`;
const percent = (share: number): number => Math.round(share * 100);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** "Fri 20 Nov", with the year where it is not that of `today` (ISO). */
export function dateWords(iso: string, today: string): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  const words = `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
  return iso.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${iso.slice(0, 4)}`;
}

/** How the chances of the deal list came out on past dates: "said 31 %, won 33 %". */
export const chanceRecordWords = ({ n, predicted, observed }: NonNullable<BacktestAnswer['chances']>): string =>
  `On past dates whose deals have nearly all ended, the deal list would have said ${percent(predicted)} % on average; ${percent(observed)} % of ${countWords(n, 'deal')} were won.`;

/** A whole number with its noun: "1 deal", "1,291 deals". */
export const countWords = (count: number, noun: string, plural = `${noun}s`): string => `${count.toLocaleString('en-GB')} ${count === 1 ? noun : plural}`;

/** A refusal as interface §4 words it: what is missing, what opens it, the rule behind, what works meanwhile. */
export const refusalWords = (refusal: Refusal): string[] => [
  [refusal.reason, refusal.needed].filter((part) => part !== '').join(' '),
  ...(refusal.rule === '' ? [] : [`Rule: ${refusal.rule}`]),
  ...(refusal.worksNow.length === 0 ? [] : [`What works now: ${refusal.worksNow.join(', ')}.`]),
];

const quantity = (forecast: ForecastAnswer) => (value: number): string => (forecast.unit === 'money' ? moneyWords(value, forecast.currency) : countWords(Math.round(value), 'deal'));

/** "2026Q4 will probably close at €2.8M (8 in 10: €2.4–3.3M), €0.4M under target." Empty where refused. */
export function forecastSentence(forecast: ForecastAnswer): string {
  const { p10, p50, p90, quarter } = forecast;
  if (p10 === null || p50 === null || p90 === null) return '';
  const range = forecast.unit === 'money' ? moneyWithRange(p50, p10, p90, forecast.currency) : `${countWords(Math.round(p50), 'deal')} (8 in 10: ${Math.round(p10)}–${Math.round(p90)})`;
  return `${quarter} will probably close at ${range}${targetWords(forecast, p50, p10, p90)}.`;
}

function targetWords(forecast: ForecastAnswer, p50: number, p10: number, p90: number): string {
  if (forecast.target === null) return '';
  const gap = roundToRange(p50, p10, p90) - forecast.target;
  const size = roundToRange(Math.abs(gap), p10, p90);
  return size === 0 ? ', on target' : `, ${quantity(forecast)(size)} ${gap < 0 ? 'under' : 'over'} target`;
}

/** "At week 8 of 11 past quarters the result was inside the range 9 times. Usual miss 8 %; stage-weighted sum 19 %." */
export function recordSentence(record: ForecastAnswer['record']): string {
  if (!record || record.quarters === 0) return 'No past quarter could be scored yet, so this has no record.';
  const miss = record.usualMiss === null ? '' : ` Usual miss ${percent(record.usualMiss)} %`;
  const other = record.stageWeightedMiss === null || miss === '' ? '' : `; your stage-weighted sum ${percent(record.stageWeightedMiss)} %`;
  return `At week ${record.week} of ${countWords(record.quarters, 'past quarter')} the result was inside the range ${countWords(record.inside, 'time')}.${miss}${other}${miss ? '.' : ''}`;
}

/** A leak with its money and range, as one line. */
export function leakSentence(leak: Leak): string {
  if (leak.moneyPerQuarter === null || leak.moneyLow === null || leak.moneyHigh === null || leak.sentence.includes('a quarter')) return leak.sentence;
  const amount = moneyWords(roundToRange(leak.moneyPerQuarter, leak.moneyLow, leak.moneyHigh), leak.currency);
  return `${leak.sentence} About ${amount} a quarter (${rangeWords(leak.moneyLow, leak.moneyHigh, leak.currency)}), in ${leak.moneyIs}.`;
}

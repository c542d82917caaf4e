import type { DelayStanding } from './answers/delay.ts';
import { delayInputs } from './delay-inputs.ts';
import { dateWords } from './wording.ts';

interface Range { readonly low: number; readonly likely: number; readonly high: number }

/** A cost in words for both signs: where running the new way costs more than it brings, waiting saves, and the range is turned round. */
export const costOrSaving = ({ low, likely, high }: Range): Range & { readonly verb: 'costs' | 'saves' } =>
  (likely >= 0 ? { verb: 'costs', low, likely, high } : { verb: 'saves', low: -high, likely: -likely, high: -low });

/** A value as it was given, with its range and unit: "€3,000 (€2,000–5,000) a month", "60 % (50–70) of losses and work". */
export function valueOfInput(standing: Pick<DelayStanding, 'input' | 'low' | 'likely' | 'high' | 'currency' | 'on' | 'words' | 'at'>): string {
  const { unit, per } = delayInputs[standing.input];
  const { low, likely, high } = standing;
  if (unit === 'words') return standing.words ?? '';
  if (unit === 'day') return standing.on === null ? '' : dateWords(standing.on, standing.at);
  if (low === null || likely === null || high === null) return '';
  const [value, range] = unit === 'money' ? [exactMoney(likely, standing.currency), `${exactMoney(low, standing.currency)}–${exactMoney(high, null)}`] : quantity(unit, low, likely, high);
  return `${value}${low === high ? '' : ` (${range})`} ${per}`;
}

/** What somebody said is shown as said, not rounded to its range. */
const exactMoney = (value: number, currency: string | null): string =>
  new Intl.NumberFormat('en-GB', { ...(currency === null ? {} : { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }), minimumFractionDigits: Number.isInteger(value) ? 0 : 2, maximumFractionDigits: Number.isInteger(value) ? 0 : 2 }).format(value);

const plain = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 2 });

function quantity(unit: 'hours' | 'share' | 'weeks', low: number, likely: number, high: number): [string, string] {
  if (unit === 'share') return [`${plain(likely * 100)} %`, `${plain(low * 100)}–${plain(high * 100)}`];
  return [`${plain(likely)} ${likely === 1 ? unit.slice(0, -1) : unit}`, `${plain(low)}–${plain(high)}`];
}

import type { WorkspaceSettings } from '../../model/index.ts';
import type { CurrencyRule } from '../log.ts';

/**
 * Brings an amount into the reporting currency, in whole hundredths.
 * Without a reporting currency, or for a currency without a rate, the amount stays as it is: what is mixed then is never summed.
 */
export function inReportingCurrency(cents: number, currency: string | null, settings: WorkspaceSettings): number {
  const from = currency ?? settings.defaultCurrency;
  const to = settings.reportingCurrency;
  if (!from || !to || from === to) return cents;
  const rate = settings.rates[from];
  return rate === undefined ? cents : Math.round(cents * rate);
}

export const currencyRuleOf = (settings: WorkspaceSettings): CurrencyRule =>
  ({ reportingCurrency: settings.reportingCurrency, defaultCurrency: settings.defaultCurrency, rated: Object.keys(settings.rates).sort() });

import type { WorkspaceSettings } from '../../model/index.ts';

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

/** Whether amounts in these currencies can be added: one currency, or a rate for each that is not the reporting one. */
export function areMixed(currencies: ReadonlySet<string>, settings: WorkspaceSettings): boolean {
  if (currencies.size <= 1) return false;
  const to = settings.reportingCurrency;
  return to === null || [...currencies].some((currency) => currency !== to && settings.rates[currency] === undefined);
}

/** The currency that sums are shown in: the reporting one, or the only one there is. */
export function currencyShown(currencies: ReadonlySet<string>, settings: WorkspaceSettings): string | null {
  if (settings.reportingCurrency) return settings.reportingCurrency;
  if (currencies.size === 1) return [...currencies][0] ?? null;
  return currencies.size === 0 ? settings.defaultCurrency : null;
}

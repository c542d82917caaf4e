import type { CurrencyRule, DealLog, Log, MoneyLog } from './log.ts';

/** In which currency sums are shown and whether they can be made, by the amounts of a log; those of money where no deal has one. */
export function currenciesOf(deals: readonly DealLog[], money: readonly MoneyLog[], rule: CurrencyRule): Pick<Log, 'reportingCurrency' | 'mixedCurrencies'> {
  const ofAmounts = named(deals.filter((deal) => deal.amountCents.some((entry) => entry.value !== null)));
  const currencies = ofAmounts.size > 0 ? ofAmounts : named([...deals, ...money]);
  return { reportingCurrency: shown(currencies, rule), mixedCurrencies: areMixed(currencies, rule) };
}

const named = (rows: ReadonlyArray<{ readonly currency: string | null }>): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => row.currency ?? []));

/** Whether amounts in these currencies can be added: one currency, or a rate for each that is not the reporting one. */
function areMixed(currencies: ReadonlySet<string>, { reportingCurrency: to, rated }: CurrencyRule): boolean {
  if (currencies.size <= 1) return false;
  return to === null || [...currencies].some((currency) => currency !== to && !rated.includes(currency));
}

/** The reporting currency, or the only one there is. */
function shown(currencies: ReadonlySet<string>, rule: CurrencyRule): string | null {
  if (rule.reportingCurrency !== null) return rule.reportingCurrency;
  if (currencies.size === 1) return [...currencies][0] ?? null;
  return currencies.size === 0 ? rule.defaultCurrency : null;
}

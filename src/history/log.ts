/**
 * The log: everything a workspace knows about its deals, inquiries and accounts, as dated facts.
 *
 * Analysis never reads a "current" value: it reads `logAsOf(log, date)` and then the last entry of each dated list.
 * An entry's `at` is the moment from which it may be used (`known_at`): the record's own date for dated facts
 * (created, stage change, close), the data date of the import for undated cells. So with a single export, the amount of a
 * deal is known only from that export's data date on, and any earlier date sees no amount at all.
 * All times are UTC ms. Amounts are integer hundredths in the reporting currency, or in the row's own where none is set.
 */

import type { BookParent } from '../resolve/index.ts';
import type { Before } from './as-known.ts';

/** A value and the instant from which it is known. Lists are sorted by `at`; the last entry at or before a date holds. */
export interface Dated<T> {
  readonly at: number;
  readonly value: T;
}

/** When a source deleted a record (true) and brought it back (false). Absent where it never did. */
export type Removals = readonly Dated<boolean>[];

export type Outcome = 'won' | 'lost' | 'no_decision';

export interface DealLog {
  readonly id: string;
  /** Name of the system the record came from. */
  readonly source: string;
  readonly name: string | null;
  readonly accountId: string | null;
  readonly accountName: string | null;
  /** From when the account's name was known, where the account was found by a name that a later import told. */
  readonly accountJoinedFrom?: number;
  /** Null where the file dates no creation: such a deal takes part in nothing that needs time. */
  readonly createdAt: number | null;
  readonly type: string | null;
  readonly currency: string | null;
  readonly stage: readonly Dated<string>[];
  /** True for entries of `stage` that come from dated stage changes, not from an import's snapshot. */
  readonly hasStageHistory: boolean;
  readonly amountCents: readonly Dated<number | null>[];
  readonly expectedCloseAt: readonly Dated<number | null>[];
  readonly owner: readonly Dated<string | null>[];
  readonly nextStep: readonly Dated<string | null>[];
  /** The outcome and the instant it was known. `at` is null where the file gives an outcome without any date. */
  readonly outcome: { readonly kind: Outcome; readonly at: number | null; readonly closedAt: number | null } | null;
  /** Endings and re-openings (null) of a deal that ended more than once; empty where `outcome` says it all. */
  readonly endings: readonly Dated<Outcome | null>[];
  readonly lossReason: readonly Dated<string | null>[];
  /** Columns that may be used from creation on (declared stable), by column name. */
  readonly stable: Readonly<Record<string, string>>;
  /** Every other column with the data date from which it is known. Never used in prediction; read by the column rules. */
  readonly undated: readonly Dated<Readonly<Record<string, string>>>[];
  /** Instants of dated activities on this deal, by when each was known (recorded), sorted. */
  readonly touches: readonly number[];
  readonly removals?: Removals;
  /** What earlier versions said, where it differs: a name, an end, a currency that was corrected later. */
  readonly earlier?: readonly Before<DealLog>[];
}

export interface LeadLog {
  readonly id: string;
  readonly source: string;
  readonly company: string | null;
  readonly createdAt: number | null;
  readonly respondedAt: number | null;
  readonly convertedAt: number | null;
  readonly converted: boolean | null;
  readonly channel: string | null;
  readonly campaign: string | null;
  readonly owner: string | null;
  readonly dealId: string | null;
  readonly stable: Readonly<Record<string, string>>;
  readonly undated: readonly Dated<Readonly<Record<string, string>>>[];
  readonly removals?: Removals;
  readonly earlier?: readonly Before<LeadLog>[];
}

export interface AccountLog {
  readonly id: string;
  readonly source: string;
  readonly name: string;
  readonly createdAt: number | null;
  readonly stable: Readonly<Record<string, string>>;
  /** Records of one company that counts as one account, the one known first before all; absent where it is one record. */
  readonly records?: ReadonlyArray<{ readonly source: string; readonly id: string }>;
  /** From when an account without a creation date counts as known; absent: always. */
  readonly knownFrom?: number;
  readonly removals?: Removals;
  readonly earlier?: readonly Before<AccountLog>[];
}

export interface RepLog {
  readonly name: string;
  readonly team: string | null;
  readonly manager: string | null;
  /** Absent for those of the first list: it stands in for the time before. */
  readonly knownFrom?: number;
  readonly removals?: Removals;
  readonly earlier?: readonly Before<RepLog>[];
}

/** Money that belongs to a deal or an account: invoices (positive revenue) and costs. */
export interface MoneyLog {
  readonly kind: 'invoice' | 'cost';
  readonly at: number;
  readonly dealId: string | null;
  readonly accountId: string | null;
  readonly amountCents: number;
  readonly currency: string | null;
  readonly accountJoinedFrom?: number;
  readonly removals?: Removals;
  readonly earlier?: readonly Before<MoneyLog>[];
}

/** What decides in which currency sums are shown, and whether amounts can be summed at all. */
export interface CurrencyRule {
  readonly reportingCurrency: string | null;
  readonly defaultCurrency: string | null;
  /** Currencies that a rate brings into the reporting one. */
  readonly rated: readonly string[];
}

/** What a table's dates look like, for truncation, gaps and freshness. */
export interface Log {
  /** Data's clock: newest dated row known. */
  readonly dataThrough: number | null;
  readonly deals: readonly DealLog[];
  readonly leads: readonly LeadLog[];
  readonly accounts: readonly AccountLog[];
  readonly reps: readonly RepLog[];
  readonly money: readonly MoneyLog[];
  /** Which account is below which, as records and people tell; absent where companies are not used. Nothing is added up by it but where a report asks for that. */
  readonly parents?: readonly BookParent[];
  /** Records that their source had deleted by the date of the log: in no answer, but there again on an earlier date. */
  readonly deleted?: Pick<Log, 'deals' | 'leads' | 'accounts' | 'reps' | 'money'>;
  /** Order of the open stages, first to last, where a person set it or the source gives it; else empty. */
  readonly stageOrder: readonly string[];
  readonly reportingCurrency: string | null;
  readonly fiscalStartMonth: number;
  /** True when amounts of several currencies are present and no rate table joins them. */
  readonly mixedCurrencies: boolean;
  /** Where given, the two above are found anew for each date from what was known then. */
  readonly currencyRule?: CurrencyRule;
  /** Data dates of the imports behind this log, oldest first: from the first one on, undated cells are known. */
  readonly importedAt: readonly number[];
}

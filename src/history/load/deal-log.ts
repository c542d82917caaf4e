import { fieldsOf, type WorkspaceSettings } from '../../model/index.ts';
import type { Dated, DealLog, Outcome } from '../log.ts';
import type { JoinedAccount } from './account-names.ts';
import { foldRemembering } from '../as-known.ts';
import { dealAsOf } from '../log-as-of.ts';
import { inReportingCurrency } from './money.ts';
import type { Version } from '../../store/index.ts';
import { withAccountTouches } from './touches.ts';

/** A dated stage change of one deal, as recorded by the source. */
export interface StageChange {
  readonly at: number;
  readonly stage: string;
  readonly fromStage: string | null;
  readonly amountCents: number | null;
  readonly currency: string | null;
  readonly expectedCloseAt: number | null;
}

export interface DealParts {
  readonly versions: readonly Version[];
  readonly changes: readonly StageChange[];
  readonly touches: readonly number[];
  /** Activities noted on an account alone. */
  readonly touchesOfAccount: (accountId: string) => readonly number[];
  readonly accountOf: (version: Version) => JoinedAccount;
}

type Verdict = (stage: string | null) => Outcome | null;

/** Which stages end a deal, by the names a person confirmed; compared without regard to case and spaces. */
export function verdictOf(settings: WorkspaceSettings): Verdict {
  const fold = (name: string) => name.trim().toLowerCase();
  const named = new Map<string, Outcome>();
  for (const name of settings.lostStages) named.set(fold(name), 'lost');
  for (const name of settings.noDecisionStages) named.set(fold(name), 'no_decision');
  for (const name of settings.wonStages) named.set(fold(name), 'won');
  return (stage) => (stage === null ? null : named.get(fold(stage)) ?? null);
}

const stableFields = fieldsOf('deal').filter(([, field]) => field.stable).map(([name]) => name);
const text = (version: Version, field: string): string | null => (version.fields[field] as string | null | undefined) ?? null;
const number = (version: Version, field: string): number | null => (version.fields[field] as number | null | undefined) ?? null;

/**
 * Folds what is known of one deal into dated facts. `versions` are oldest first and not empty. What a version said that a
 * later one took back (a name, an end, a currency) is remembered for the dates between them.
 */
export function dealLog(parts: DealParts, settings: WorkspaceSettings, verdict: Verdict): DealLog {
  return foldRemembering(parts.versions, (versions) => {
    const deal = dealOfVersions({ ...parts, versions }, settings, verdict);
    return deal.accountId === null ? deal : withAccountTouches(deal, parts.touchesOfAccount(deal.accountId));
  }, dealAsOf);
}

function dealOfVersions(parts: DealParts, settings: WorkspaceSettings, verdict: Verdict): DealLog {
  const versions = parts.versions;
  const first = versions[0] as Version;
  const last = versions[versions.length - 1] as Version;
  const currencyOf = (version: Version) => text(version, 'currency');
  const outcome = outcomeOf(versions, parts.changes, verdict);
  return {
    id: last.recordId,
    source: last.source,
    name: text(last, 'name'),
    ...parts.accountOf(last),
    accountName: text(last, 'accountName'),
    createdAt: number(first, 'createdAt') ?? parts.changes[0]?.at ?? null,
    type: text(first, 'type'),
    currency: currencyOf(last) ?? settings.defaultCurrency,
    stage: stageEntries(versions, parts.changes, verdict),
    hasStageHistory: parts.changes.length > 0,
    amountCents: amountEntries(versions, parts.changes, settings, outcome),
    expectedCloseAt: closeEntries(versions, parts.changes, verdict),
    owner: changesOf(versions.map((version) => ({ at: version.knownAt, value: text(version, 'owner') }))),
    nextStep: changesOf(versions.map((version) => ({ at: version.knownAt, value: text(version, 'nextStep') }))),
    outcome,
    endings: endingsOf(parts.changes, verdict),
    lossReason: changesOf(versions.map((version) => ({ at: version.knownAt, value: text(version, 'lossReason') }))),
    stable: stableValues(first, settings),
    undated: versions.map((version) => ({ at: version.knownAt, value: undatedValues(version, settings) })),
    touches: parts.touches,
  };
}

/** Dated endings and re-openings, where a deal ended more than once; else nothing. */
function endingsOf(changes: readonly StageChange[], verdict: Verdict): Dated<Outcome | null>[] {
  const all = changesOf(changes.map((change) => ({ at: change.at, value: verdict(change.stage) })));
  const first = all.findIndex((entry) => entry.value !== null);
  return first === -1 || first === all.length - 1 ? [] : all.slice(first);
}

/** Leaves out entries that repeat the value before them. */
function changesOf<T>(entries: readonly Dated<T>[]): Dated<T>[] {
  return entries.filter((entry, index) => index === 0 || entries[index - 1]?.value !== entry.value);
}

function inOrder<T>(entries: Dated<T>[]): Dated<T>[] {
  return changesOf(entries.map((entry, index) => ({ entry, index })).sort((a, b) => a.entry.at - b.entry.at || a.index - b.index).map(({ entry }) => entry));
}

/** Where stage changes are dated they say it all; a snapshot adds its stage only where no change does. */
function stageEntries(versions: readonly Version[], changes: readonly StageChange[], verdict: Verdict): Dated<string>[] {
  if (changes.length > 0) return inOrder(withFirstStage(changes));
  const seen = versions.flatMap((version) => {
    const stage = text(version, 'stage');
    if (stage === null) return [];
    const closed = verdict(stage) ? number(version, 'closedAt') : null;
    return [{ at: closed !== null && closed <= version.knownAt ? closed : version.knownAt, value: stage }];
  });
  return inOrder(seen);
}

/** The stage before the first recorded change is known from when that change was: the log may start late. */
function withFirstStage(changes: readonly StageChange[]): Dated<string>[] {
  return changes.map((change) => ({ at: change.at, value: change.stage }));
}

/** The amount that a closed deal carries was agreed when it closed: it is known from then on. */
function amountEntries(versions: readonly Version[], changes: readonly StageChange[], settings: WorkspaceSettings, outcome: DealLog['outcome']): Dated<number | null>[] {
  const converted = (cents: number | null, currency: string | null) => (cents === null ? null : inReportingCurrency(cents, currency, settings));
  const dated = changes.filter((change) => change.amountCents !== null)
    .map((change) => ({ at: change.at, value: converted(change.amountCents, change.currency) }));
  const closedAt = outcome?.at ?? Infinity;
  const held = versions.map((version, index) => ({
    at: index === 0 && closedAt < version.knownAt ? closedAt : version.knownAt,
    value: converted(number(version, 'amount'), text(version, 'currency')),
  }));
  return inOrder([...dated, ...held]);
}

/** Many CRMs keep one close date: of an open deal it is what the rep expects. */
function closeEntries(versions: readonly Version[], changes: readonly StageChange[], verdict: Verdict): Dated<number | null>[] {
  const dated = changes.filter((change) => change.expectedCloseAt !== null).map((change) => ({ at: change.at, value: change.expectedCloseAt }));
  const held = versions.flatMap((version) => {
    const closed = statusOutcome(version, verdict) !== null;
    const expected = number(version, 'expectedCloseAt') ?? (closed ? null : number(version, 'closedAt'));
    return expected === null && dated.length > 0 ? [] : [{ at: version.knownAt, value: expected }];
  });
  return inOrder([...dated, ...held]);
}

const wonWords = /^(closed[ _-]?)?won$/i;
const lostWords = /^(closed[ _-]?)?lost$/i;

function statusOutcome(version: Version, verdict: Verdict): Outcome | null {
  const status = text(version, 'status');
  const byStatus = verdict(status) ?? (status && wonWords.test(status) ? 'won' : status && lostWords.test(status) ? 'lost' : null);
  return verdict(text(version, 'stage')) ?? byStatus;
}

/**
 * The outcome and when it was known. A dated change into a final stage says when it was recorded, which may be later than
 * the close date a rep typed; without changes the close date stands for both. A deal opened again has no outcome, unless an
 * import says that it ended once more.
 */
function outcomeOf(versions: readonly Version[], changes: readonly StageChange[], verdict: Verdict): DealLog['outcome'] {
  const last = versions[versions.length - 1] as Version;
  const change = changes[changes.length - 1];
  const byChange = change ? verdict(change.stage) : null;
  const bySnapshot = statusOutcome(last, verdict);
  const kind = byChange ?? bySnapshot;
  if (!kind) return null;
  const closedAt = number(last, 'closedAt') ?? number(last, 'expectedCloseAt');
  if (byChange && change) return { kind, at: closingRun(changes, verdict), closedAt: closedAt ?? change.at };
  const firstSeen = versions.find((version) => statusOutcome(version, verdict) === kind) ?? last;
  const versioned = firstSeen !== versions[0];
  const contradicted = endingsOf(changes, verdict).length > 0 && closedAt === null;
  if (versioned || contradicted) return { kind, at: firstSeen.knownAt, closedAt: closedAt ?? firstSeen.knownAt };
  return { kind, at: closedAt, closedAt };
}

/** First of the unbroken run of final stages at the end: when the deal was closed for good. */
function closingRun(changes: readonly StageChange[], verdict: Verdict): number {
  let index = changes.length - 1;
  const kind = verdict((changes[index] as StageChange).stage);
  while (index > 0 && verdict((changes[index - 1] as StageChange).stage) === kind) index -= 1;
  return (changes[index] as StageChange).at;
}

function stableValues(version: Version, settings: WorkspaceSettings): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of stableFields) {
    const value = version.fields[name];
    if (value !== null && value !== undefined && !settings.refusedColumns.includes(name)) values[name] = String(value);
  }
  for (const name of settings.stableColumns) {
    const value = version.attributes[name] ?? version.fields[name];
    if (value !== null && value !== undefined) values[name] = String(value);
  }
  return values;
}

const heldElsewhere = new Set(['name', 'accountId', 'leadId', 'createdAt', 'closedAt', 'stage', 'status', ...stableFields]);

/** Every cell that no date belongs to: kept for the column rules, which say why it stays out of prediction. */
function undatedValues(version: Version, settings: WorkspaceSettings): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(version.fields)) {
    if (value !== null && !heldElsewhere.has(name)) values[name] = String(value);
  }
  for (const [name, value] of Object.entries(version.attributes)) {
    if (!settings.stableColumns.includes(name)) values[name] = value;
  }
  return values;
}

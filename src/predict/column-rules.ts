import { sensitiveCategories, sensitiveCategoryOf, type ColumnAnswer, type ColumnRule } from '../model/index.ts';
import type { DealLog, LeadLog, Log } from '../history/index.ts';
import { auc } from '../learn/index.ts';

/** A row as the column rules see it: its cells, and its outcome where it has one. */
interface RuledRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly outcome: 0 | 1 | null;
  readonly open: boolean;
}

export interface ColumnChoices {
  readonly stableColumns: readonly string[];
  readonly refusedColumns: readonly string[];
}

/** Thresholds of the rules. All of them appear in the sentences. */
const limits = {
  levelRows: 20, certainHigh: 0.95, certainLow: 0.02, certainRows: 0.004, aucTooGood: 0.9, aucTelling: 0.55, missingGap: 0.25, mostlyMissing: 0.95,
  nearlyUnique: 0.9, idRows: 50, freeTextLength: 60, determined: 0.97,
} as const;

/** Every column of deals and inquiries: used, refused or to confirm, with the rule that decided and its evidence. */
export function columnRules(log: Log, choices: ColumnChoices): ColumnAnswer[] {
  return [
    ...rulesFor('deal', log.deals.map(dealRow), log.deals.some((deal) => deal.createdAt !== null), stableNames(log.deals), choices),
    ...rulesFor('lead', log.leads.map(leadRow), log.leads.some((lead) => lead.createdAt !== null), stableNames(log.leads), choices),
  ];
}

/** Names of the deal columns that a model may use. */
export const usedColumns = (answers: readonly ColumnAnswer[], kind: 'deal' | 'lead'): string[] =>
  answers.filter((answer) => answer.kind === kind && answer.status === 'used').map((answer) => answer.column);

const lastCells = (undated: DealLog['undated']): Readonly<Record<string, string>> => undated[undated.length - 1]?.value ?? {};

function dealRow(deal: DealLog): RuledRow {
  const account = deal.accountName === null ? {} : { account: deal.accountName };
  return { cells: { ...account, ...lastCells(deal.undated), ...deal.stable }, outcome: deal.outcome === null ? null : deal.outcome.kind === 'won' ? 1 : 0, open: deal.outcome === null };
}

function leadRow(lead: LeadLog): RuledRow {
  return { cells: { ...lastCells(lead.undated), ...lead.stable }, outcome: lead.converted === null ? null : lead.converted ? 1 : 0, open: lead.converted === null };
}

const stableNames = (rows: ReadonlyArray<{ stable: Readonly<Record<string, string>> }>): Set<string> => new Set(rows.flatMap((row) => Object.keys(row.stable)));

function rulesFor(kind: 'deal' | 'lead', rows: readonly RuledRow[], dated: boolean, stable: ReadonlySet<string>, choices: ColumnChoices): ColumnAnswer[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.cells)))].filter((name) => name !== 'accountName').sort();
  const facts = names.map((name) => factsOf(name, rows));
  const scores = gradedTwins(facts, rows);
  return facts.map((fact) => answerOf(kind, fact, ruleOf(fact, dated, stable, choices, scores)));
}

interface Level {
  readonly value: string;
  readonly n: number;
  readonly share: number;
}

interface ColumnFacts {
  readonly name: string;
  readonly rows: number;
  readonly held: number;
  readonly distinct: number;
  readonly numeric: boolean;
  readonly longest: number;
  readonly missingOpen: number | null;
  readonly missingClosed: number | null;
  readonly missingWon: number | null;
  readonly missingLost: number | null;
  readonly levels: readonly Level[];
  readonly aucAlone: number | null;
}

function factsOf(name: string, rows: readonly RuledRow[]): ColumnFacts {
  const values = rows.flatMap((row) => row.cells[name] ?? []);
  const distinct = new Set(values);
  const missing = (part: readonly RuledRow[]): number | null => (part.length < 10 ? null : part.filter((row) => row.cells[name] === undefined).length / part.length);
  const closed = rows.filter((row) => row.outcome !== null);
  const numeric = values.length > 0 && [...distinct].every((value) => value.trim() !== '' && Number.isFinite(Number(value)));
  return {
    name, rows: rows.length, held: values.length, distinct: distinct.size, numeric, longest: values.reduce((most, value) => Math.max(most, value.length), 0),
    missingOpen: missing(rows.filter((row) => row.open)), missingClosed: missing(closed),
    missingWon: missing(closed.filter((row) => row.outcome === 1)), missingLost: missing(closed.filter((row) => row.outcome === 0)),
    levels: levelsOf(name, closed), aucAlone: aucAlone(name, closed, numeric && distinct.size > 12),
  };
}

function levelsOf(name: string, closed: readonly RuledRow[]): Level[] {
  const counts = new Map<string, { n: number; won: number }>();
  for (const row of closed) {
    const value = row.cells[name];
    if (value === undefined) continue;
    const held = counts.get(value) ?? { n: 0, won: 0 };
    counts.set(value, { n: held.n + 1, won: held.won + (row.outcome as number) });
  }
  return [...counts].map(([value, held]) => ({ value, n: held.n, share: held.won / held.n }));
}

const foldsAlone = 5;

interface FoldShares {
  readonly base: number;
  readonly levels: ReadonlyMap<string, { readonly n: number; readonly won: number }>;
}

function sharesOutside(fold: number, name: string, closed: readonly RuledRow[], y: readonly number[]): FoldShares {
  const levels = new Map<string, { n: number; won: number }>();
  let won = 0;
  let n = 0;
  closed.forEach((row, index) => {
    if (index % foldsAlone === fold) return;
    const value = row.cells[name] ?? '';
    const held = levels.get(value) ?? { n: 0, won: 0 };
    levels.set(value, { n: held.n + 1, won: held.won + (y[index] as number) });
    won += y[index] as number;
    n += 1;
  });
  return { base: won / Math.max(1, n), levels };
}

/** Ranks rows by the column alone: numbers as they are (in the better direction), categories by their share in other folds. */
function aucAlone(name: string, closed: readonly RuledRow[], asNumber: boolean): number | null {
  if (closed.length < 30) return null;
  const y = closed.map((row) => row.outcome as number);
  if (asNumber) {
    const area = auc(y, closed.map((row) => Number(row.cells[name] ?? 0)));
    return area === null ? null : Math.max(area, 1 - area);
  }
  const foldShares = Array.from({ length: foldsAlone }, (_, fold) => sharesOutside(fold, name, closed, y));
  return auc(y, closed.map((row, index) => shareElsewhere(row.cells[name] ?? '', index % foldsAlone)));

  /** Share of wins of a level in the other folds, pulled to the base rate: leaving out single rows would rank backwards. */
  function shareElsewhere(value: string, fold: number): number {
    const { base, levels } = foldShares[fold] as FoldShares;
    const held = levels.get(value) ?? { n: 0, won: 0 };
    return (held.won + 5 * base) / (held.n + 5);
  }
}

/** Numbers and grades that stand for each other were given out by another model: neither was measured. */
function gradedTwins(facts: readonly ColumnFacts[], rows: readonly RuledRow[]): ReadonlySet<string> {
  const twins = new Set<string>();
  const numbers = facts.filter((fact) => fact.numeric && fact.distinct >= 5 && fact.distinct <= 60);
  const grades = facts.filter((fact) => !fact.numeric && fact.distinct >= 2 && fact.distinct <= 6);
  for (const number of numbers) {
    for (const grade of grades) {
      if (Math.abs(number.held - grade.held) <= 0.02 * rows.length && determines(number.name, grade.name, rows)) { twins.add(number.name); twins.add(grade.name); }
    }
  }
  return twins;
}

/** Whether each number belongs, nearly always, to one grade, and the grades are runs of numbers. */
function determines(number: string, grade: string, rows: readonly RuledRow[]): boolean {
  const seen = new Map<string, Map<string, number>>();
  let total = 0;
  for (const row of rows) {
    const [a, b] = [row.cells[number], row.cells[grade]];
    if (a === undefined || b === undefined) continue;
    const held = seen.get(a) ?? new Map<string, number>();
    held.set(b, (held.get(b) ?? 0) + 1);
    seen.set(a, held);
    total += 1;
  }
  const usual = [...seen.values()].reduce((sum, held) => sum + Math.max(...held.values()), 0);
  const all = new Map<string, number>();
  for (const held of seen.values()) for (const [value, n] of held) all.set(value, (all.get(value) ?? 0) + n);
  const commonest = Math.max(0, ...all.values());
  return total >= 100 && usual / total >= limits.determined && commonest / total < 0.9;
}

type Ruling = { readonly status: ColumnAnswer['status']; readonly rule: ColumnRule; readonly why: string };

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const refuse = (rule: ColumnRule, why: string): Ruling => ({ status: 'refused', rule, why });

function ruleOf(fact: ColumnFacts, dated: boolean, stable: ReadonlySet<string>, choices: ColumnChoices, twins: ReadonlySet<string>): Ruling {
  if (choices.refusedColumns.includes(fact.name)) return refuse('undated', 'put out by a person');
  return sensitiveRule(fact.name) ?? shapeRule(fact) ?? missingRule(fact)
    ?? (stable.has(fact.name) ? { status: 'used', rule: 'declared_stable', why: 'declared stable: known from creation on' } : null)
    ?? leakRule(fact, twins)
    ?? (dated ? refuse('undated', 'no date says when it was filled in, so on an earlier day it may have been empty or different')
      : { status: 'used', rule: 'used', why: 'no rule speaks against it; without dates it was checked on rows left out' });
}

/** Stands above every choice of a person: declared stable or not, such a column is in no model. */
function sensitiveRule(name: string): Ruling | null {
  const category = sensitiveCategoryOf(name);
  return category ? refuse('sensitive', `it tells ${sensitiveCategories[category]} of a person: never predicted from`) : null;
}

function shapeRule(fact: ColumnFacts): Ruling | null {
  if (fact.distinct <= 1 && fact.held === fact.rows) return refuse('constant', 'the same on every row');
  if (fact.held < (1 - limits.mostlyMissing) * fact.rows) return refuse('mostly_missing', `empty on ${percent(1 - fact.held / fact.rows)} of rows`);
  if (fact.held >= limits.idRows && !fact.numeric && fact.distinct > limits.nearlyUnique * fact.held) return refuse('nearly_unique', `${fact.distinct.toLocaleString('en-US')} different values on ${fact.held.toLocaleString('en-US')} rows`);
  if (fact.held >= limits.idRows && fact.numeric && fact.distinct > 0.98 * fact.held) return refuse('identifier', 'a number of its own on every row');
  if (fact.longest > limits.freeTextLength && fact.distinct > 0.3 * fact.held) return refuse('free_text', 'free text');
  return null;
}

function missingRule(fact: ColumnFacts): Ruling | null {
  const { missingOpen: open, missingClosed: closed, missingWon: won, missingLost: lost } = fact;
  if (open !== null && closed !== null && open - closed > limits.missingGap) {
    return refuse(open > 0.98 ? 'known_only_for_closed' : 'filled_afterwards', `missing on ${percent(open)} of open and ${percent(closed)} of closed rows: filled in afterwards`);
  }
  if (won !== null && lost !== null && Math.max(won, lost) > 0.98 && Math.min(won, lost) < 0.5) {
    return refuse('filled_afterwards', `missing on ${percent(won)} of won and ${percent(lost)} of lost rows: filled in when the outcome was known`);
  }
  return null;
}

function leakRule(fact: ColumnFacts, twins: ReadonlySet<string>): Ruling | null {
  if (/^last\b|^last[A-Z_]/i.test(fact.name)) return refuse('last_field', 'a "last" field without a date: it goes on changing after the outcome');
  if (twins.has(fact.name)) return refuse('score_of_another_model', 'a score and its grade: given out by another model, at a time unknown');
  const alone = fact.aucAlone ?? 0.5;
  if (alone >= limits.aucTooGood) return refuse('too_good', `it is filled in after the outcome, or as good as: it alone would "predict" ${percent(alone)} of pairs`);
  const certain = fact.numeric && fact.distinct > 12 ? [] : fact.levels.filter((level) => level.n >= limits.levelRows && (level.share > limits.certainHigh || level.share <= limits.certainLow));
  const rows = certain.reduce((sum, level) => sum + level.n, 0);
  const first = [...certain].sort((a, b) => b.n - a.n)[0];
  if (first && rows >= limits.certainRows * fact.rows && alone > limits.aucTelling) {
    return refuse('too_good', `"${first.value}" decides the outcome (${percent(first.share)} of ${first.n}): such values are written when the outcome is known`);
  }
  return null;
}

function answerOf(kind: 'deal' | 'lead', fact: ColumnFacts, ruling: Ruling): ColumnAnswer {
  return { column: fact.name, kind, ...ruling, aucAlone: fact.aucAlone, missingOpen: fact.missingOpen, missingClosed: fact.missingClosed, values: fact.distinct };
}

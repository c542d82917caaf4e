import { isoDate, type ColumnMatch, type Confirmation, type TablePlan } from '../../model/index.ts';
import { outcomeWord } from '../recognise/outcome-words.ts';
import { dealFacts, type DealFacts, type StageFacts } from './deal-facts.ts';

/**
 * The at most five things a person may want to confirm, each with the answer that the data suggest. `newest` is the newest instant
 * at which something happened outside of the deals.
 */
export async function confirmationsFor(tables: readonly TablePlan[], newest: number | null, now: number): Promise<Confirmation[]> {
  const imported = tables.filter((table) => table.use === 'import');
  const deals = imported.filter((table) => table.kind === 'deal');
  const today = (facts: DealFacts | null, newest: number | null) => todayOf(Math.max(facts?.newest ?? -Infinity, newest ?? -Infinity), now);
  if (deals.length === 0) return imported.length === 0 ? [] : [today(null, newest)];
  const facts = await dealFacts(deals, now);
  const changed = imported.filter((table) => table.kind === 'stage_change').flatMap((table) => table.columns).filter((column) => column.field === 'stage').flatMap((column) => column.samples);
  return [stagesOf(facts, changed), amountOf(deals, facts), fiscalYearOf(facts), ...typesOf(facts), today(facts, newest)];
}

function stagesOf(facts: DealFacts, changed: readonly string[]): Confirmation {
  const names = new Map([...facts.stages, ...facts.statuses]);
  for (const name of changed) if (!names.has(name)) names.set(name, { rows: 0, closed: 0, positive: 0, chance: 0, chances: 0 });
  const of = (word: string) => [...names.keys()].filter((name) => outcomeWord(name) === word);
  const guessed = of('won').length > 0 ? { won: of('won'), lost: of('lost') } : guessedOutcomes(facts.stages);
  const ended = new Set([...guessed.won, ...guessed.lost, ...of('noDecision')]);
  const open = [...facts.stages].filter(([name]) => !ended.has(name));
  const sure = of('won').length > 0 && of('lost').length + of('noDecision').length > 0;
  return {
    id: 'stages', question: 'Which stages mean won, lost and no decision?', sure,
    answer: { won: guessed.won, lost: guessed.lost, noDecision: of('noDecision'), order: inOrder(open) },
    why: sure ? 'the names of the stages say it' : 'guessed: in these stages every deal has a close date; please check',
  };
}

/** Without telling names: stages in which nearly every deal is closed, those with money taken as won. */
function guessedOutcomes(stages: ReadonlyMap<string, StageFacts>): { won: string[]; lost: string[] } {
  const closed = [...stages].filter(([, one]) => one.closed > one.rows * 0.95);
  if (closed.length === stages.size) return { won: [], lost: [] };
  return {
    won: closed.filter(([, one]) => one.positive > one.rows / 2).map(([name]) => name),
    lost: closed.filter(([, one]) => one.positive <= one.rows / 2).map(([name]) => name),
  };
}

const usualOrder = [/^(new|neu|lead|appointment|prospect|inquiry|erst|nuev|creat)/, /qualif/, /(contact|engag|kontakt|reach)/, /(discover|need|analy|bedarf|develop|meeting|demo)/, /(solution|value|present|evaluat|pilot|trial|poc)/, /(propos|quote|price|angebot|offer|propuesta|devis|decision)/, /(negot|verhandl|contract|commit|verbal|review|vertrag|clos)/];
const unnamedPlace = 4.5;

/** Open stages, first to last: by the number in their names, else by the chance that goes with them, else by what such stages are usually called. */
function inOrder(stages: ReadonlyArray<readonly [string, StageFacts]>): string[] {
  const place = ([name, one]: readonly [string, StageFacts]): [number, number] => {
    const number = /^\s*(\d{1,2})\b/.exec(name)?.[1];
    const usual = usualOrder.findIndex((words) => words.test(name.toLowerCase()));
    return [number !== undefined ? Number(number) : one.chances > 0 ? one.chance / one.chances : 0, usual < 0 ? unnamedPlace : usual];
  };
  return stages.map((stage) => ({ name: stage[0], at: place(stage) })).sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]).map(({ name }) => name);
}

function amountOf(deals: readonly TablePlan[], facts: DealFacts): Confirmation {
  const column = deals.flatMap((table) => table.columns).find((one) => one.field === 'amount');
  const codes = [...facts.currencies].sort((a, b) => b[1] - a[1]).map(([code]) => code);
  const currency = codes.length === 1 ? codes[0] ?? null : codes[0] ?? currencyInHeader(column);
  return {
    id: 'amount_currency', question: 'Which column is the amount, and in which currency?',
    answer: { column: column?.header ?? null, currency }, sure: column !== undefined && !column.check && codes.length === 1,
    why: column ? amountWhy(column, codes) : 'no column looks like an amount: deals are counted, not summed',
  };
}

function amountWhy(column: ColumnMatch, codes: readonly string[]): string {
  if (codes.length > 1) return `${column.why}; amounts in ${codes.length} currencies: ${codes.slice(0, 5).join(', ')}`;
  return codes.length === 1 ? column.why : `${column.why}; the file names no currency`;
}

const currencyInHeader = (column: ColumnMatch | undefined): string | null => /\b(EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CAD|AUD|BRL|INR)\b/i.exec((column?.header ?? '').replace(/_/g, ' '))?.[1]?.toUpperCase() ?? null;

function fiscalYearOf(facts: DealFacts): Confirmation {
  const best = facts.quarters.indexOf(Math.max(...facts.quarters));
  const fromData = facts.quartersSeen >= 20 && (facts.quarters[best] ?? 0) >= facts.quartersSeen * 0.9 && (facts.quarters[1] ?? 0) < (facts.quarters[best] ?? 0);
  return {
    id: 'fiscal_year', question: 'In which month does the fiscal year begin?', answer: { startMonth: fromData ? best : 1 }, sure: facts.quartersSeen >= 20,
    why: fromData ? 'the quarter column agrees with the close dates only so' : facts.quartersSeen >= 20 ? 'the quarter column agrees with calendar quarters' : 'January, unless you say otherwise',
  };
}

function typesOf(facts: DealFacts): Confirmation[] {
  const all = [...facts.types.keys()];
  if (all.length < 2 || all.length > 30) return [];
  return [{ id: 'deal_types', question: 'Which deal types count?', answer: { counted: all, all }, sure: true, why: 'all of them, unless you leave some out' }];
}

function todayOf(newest: number, now: number): Confirmation {
  const found = Number.isFinite(newest);
  return {
    id: 'today', question: 'Which day is "today" for these files?', answer: { date: isoDate(found ? newest : now) }, sure: found,
    why: found ? 'the newest date of a row; expected dates do not count' : 'no row is dated: the day of the import',
  };
}

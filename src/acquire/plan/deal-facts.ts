import type { TablePlan } from '../../model/index.ts';
import { readMapped } from '../map/read-mapped.ts';
import { outcomeWord } from '../recognise/outcome-words.ts';

/** What one stage or status name goes with in the rows. */
export interface StageFacts {
  rows: number;
  closed: number;
  positive: number;
  chance: number;
  chances: number;
}

/** What the deals themselves say about stages, dates, currencies and quarters. */
export interface DealFacts {
  readonly stages: Map<string, StageFacts>;
  readonly statuses: Map<string, StageFacts>;
  readonly types: Map<string, number>;
  readonly currencies: Map<string, number>;
  /** Newest creation, or close of a decided deal, not later than now. */
  newest: number | null;
  /** Agreement of quarter names with close months, by fiscal start month 1 to 12. */
  readonly quarters: number[];
  quartersSeen: number;
}

const emptyFacts = (): DealFacts => ({ stages: new Map(), statuses: new Map(), types: new Map(), currencies: new Map(), newest: null, quarters: Array.from({ length: 13 }, () => 0), quartersSeen: 0 });

/** Reads the deals once more, now that their columns are known. */
export async function dealFacts(tables: readonly TablePlan[], now: number): Promise<DealFacts> {
  const facts = emptyFacts();
  for (const table of tables) {
    if (table.kind !== 'deal' || table.use !== 'import') continue;
    for await (const item of readMapped({ ...table, kind: 'deal' }, { plan: { tables: [...tables], confirmations: [] } })) {
      if ('row' in item) addDeal(facts, item.row.fields, item.row.attributes, now);
    }
  }
  return facts;
}

type Fields = Readonly<Record<string, string | number | boolean | null>>;

function addDeal(facts: DealFacts, fields: Fields, attributes: Readonly<Record<string, string>>, now: number): void {
  const { stage, status, closedAt, createdAt, type, currency } = fields;
  count(facts.stages, stage, fields);
  count(facts.statuses, status, fields);
  if (typeof type === 'string') facts.types.set(type, (facts.types.get(type) ?? 0) + 1);
  if (typeof currency === 'string') facts.currencies.set(currency, (facts.currencies.get(currency) ?? 0) + 1);
  const decided = [stage, status].some((name) => typeof name === 'string' && outcomeWord(name) !== null);
  for (const at of [createdAt, decided ? closedAt : null]) {
    if (typeof at === 'number' && at <= now && at > (facts.newest ?? -Infinity)) facts.newest = at;
  }
  if (typeof closedAt === 'number') addQuarter(facts, closedAt, attributes);
}

function count(held: Map<string, StageFacts>, name: Fields[string] | undefined, fields: Fields): void {
  if (typeof name !== 'string' || held.size > 200) return;
  const facts = held.get(name) ?? { rows: 0, closed: 0, positive: 0, chance: 0, chances: 0 };
  facts.rows += 1;
  if (typeof fields['closedAt'] === 'number') facts.closed += 1;
  if (typeof fields['amount'] === 'number' && fields['amount'] > 0) facts.positive += 1;
  if (typeof fields['probability'] === 'number') { facts.chance += fields['probability']; facts.chances += 1; }
  held.set(name, facts);
}

/** `Q3-2024` beside a close in August speaks for a fiscal year that begins in February (or January, or March). */
function addQuarter(facts: DealFacts, closedAt: number, attributes: Readonly<Record<string, string>>): void {
  for (const [header, value] of Object.entries(attributes)) {
    if (!/fiscal|quarter|quartal|trimest/i.test(header)) continue;
    const quarter = /\bq([1-4])\b/i.exec(value)?.[1] ?? /^([1-4])$/.exec(value)?.[1];
    if (quarter === undefined) continue;
    const month = new Date(closedAt).getUTCMonth();
    facts.quartersSeen += 1;
    for (let start = 1; start <= 12; start += 1) {
      if (Math.floor(((month - (start - 1) + 12) % 12) / 3) + 1 === Number(quarter)) facts.quarters[start] = (facts.quarters[start] ?? 0) + 1;
    }
    return;
  }
}


import { createHash } from 'node:crypto';
import type { ImportPlan, Kind, Repair, TablePlan } from '../../model/index.ts';
import { folded } from '../formats/words.ts';
import { readMapped } from '../map/read-mapped.ts';

type Imported = TablePlan & { kind: Kind };
const pairs: ReadonlyArray<{ target: Kind; field: string }> = [
  { target: 'product', field: 'product' }, { target: 'account', field: 'accountName' }, { target: 'rep', field: 'owner' },
];
const mostNames = 50_000;

/**
 * Values that refer to another table of the same import and miss its spelling: `GTXPro` where the products say `GTX Pro`. Proposed
 * where exactly one name is the same without case, spaces, punctuation and accents, or differs by one letter. Each can be undone.
 */
export async function findRepairs(plan: ImportPlan): Promise<Repair[]> {
  const tables = plan.tables.filter((table): table is Imported => table.use === 'import' && table.kind !== null && table.reading !== undefined && table.reading.derivedFrom === null);
  const kinds = new Set(tables.map((table) => table.kind));
  const wanted = pairs.filter(({ target }) => kinds.has(target));
  const values = new Map<Imported, Values>();
  for (const table of tables) values.set(table, await valuesOf(plan, table, wanted));
  return wanted.flatMap(({ target, field }) => {
    const names = namesOf(tables.filter((table) => table.kind === target).map((table) => values.get(table)?.get('name')));
    if (names.size === 0 || names.size > mostNames) return [];
    return tables.filter((table) => table.kind !== target).flatMap((table) => repairsOf(table, field, values.get(table)?.get(field) ?? new Map(), names));
  });
}

type Counts = ReadonlyMap<string, number>;
type Values = ReadonlyMap<string, Counts>;

const namesOf = (counts: ReadonlyArray<Counts | undefined>): Counts => new Map(counts.flatMap((one) => [...one ?? []]));

/** How often each value of the fields that point elsewhere, or of the name that is pointed at, occurs in a table: one reading. */
async function valuesOf(plan: ImportPlan, table: Imported, wanted: typeof pairs): Promise<Values> {
  const pointers = wanted.filter(({ target }) => target !== table.kind).map(({ field }) => field);
  const fields = [...pointers, ...(wanted.some(({ target }) => target === table.kind) ? ['name'] : [])];
  const held = fields.filter((field) => table.columns.some((column) => column.field === field)).map((field) => [field, new Map<string, number>()] as const);
  if (held.length === 0) return new Map();
  for await (const item of readMapped(table, { plan })) {
    if (!('row' in item)) continue;
    for (const [field, counts] of held) {
      const value = item.row.fields[field];
      if (typeof value === 'string' && (counts.has(value) || counts.size < mostNames)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return new Map(held);
}

function repairsOf(table: Imported, field: string, used: Counts, names: Counts): Repair[] {
  const missing = [...used].filter(([value]) => !names.has(value));
  const shared = used.size - missing.length;
  if (missing.length === 0 || shared < used.size / 2) return [];
  const column = table.columns.find((one) => one.field === field)?.header ?? field;
  const byFolded = groupByFolded(names.keys());
  return missing.flatMap(([from, rows]) => {
    const found = nearest(from, byFolded);
    if (!found) return [];
    const id = createHash('sha1').update(`${tableKey(table)}\u0000${column}\u0000${from}\u0000${found.to}`).digest('base64url').slice(0, 16);
    return [{ id, table: table.file, column, from, to: found.to, rows, why: found.why, undone: false }];
  });
}

const tableKey = (table: Imported): string => table.reading?.ofKind ?? table.file;

function groupByFolded(names: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) groups.set(folded(name), [...(groups.get(folded(name)) ?? []), name]);
  return groups;
}

const shortestForLetters = 6;

function nearest(value: string, names: ReadonlyMap<string, readonly string[]>): { to: string; why: string } | null {
  const key = folded(value);
  const same = names.get(key);
  if (same?.length === 1 && same[0] !== undefined) return { to: same[0], why: 'the same name but for case, spaces, punctuation or accents' };
  if (same || key.length < shortestForLetters) return null;
  const close = [...names].filter(([name]) => name.length >= shortestForLetters && isOneLetterApart(name, key) && digitsOf(name) === digitsOf(key));
  const only = close[0]?.[1];
  return close.length === 1 && only?.length === 1 && only[0] !== undefined ? { to: only[0], why: 'one letter apart from the only name like it' } : null;
}

/** `GTX 500` and `GTX 600` are two products, however alike they look. */
const digitsOf = (text: string): string => text.replace(/\D/g, '');

function isOneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return short.length === long.length ? short.slice(at + 1) === long.slice(at + 1) : short.slice(at) === long.slice(at + 1);
}

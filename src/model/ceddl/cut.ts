import { defaultCategory, securityField, type AccessList } from './security.ts';

/** Categories that may read, Default apart; null where nothing controls it. */
type Held = ReadonlySet<string> | null;
type Fields = Readonly<Record<string, unknown>>;

interface Cutting {
  /** Categories that the object declares: other names stand for nobody. Null where all names count. */
  readonly known: ReadonlySet<string> | null;
  readonly mayRead: (held: Held) => boolean;
}

/** What was withheld, whole. */
const withheld = Symbol('withheld');

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names of the access categories that a `digitalData` declares. */
export function categoriesOf(data: unknown): string[] {
  const privacy = isFields(data) ? data['privacy'] : undefined;
  const listed = isFields(privacy) ? privacy['accessCategories'] : undefined;
  return Array.isArray(listed) ? listed.flatMap((one) => (isFields(one) && typeof one['categoryName'] === 'string' ? [one['categoryName']] : [])) : [];
}

/**
 * What a reader may see of a `digitalData`, by its `security` rules (CEDDL 1.0, 6.11). A reader is the categories that it is in;
 * Default reads everything. Rules hold for all that lies beneath them; a rule beneath another narrows it to the categories of both.
 * A name that no access category has, and a rule of another shape, leave Default alone. An object or a list of which everything
 * was withheld is withheld too. The rules of what is left stay beside it.
 */
export function cutForReader(data: Fields, reader: readonly string[]): Fields {
  return cutGoverned(data, reader, new Set(categoriesOf(data)));
}

/**
 * The same for an object that was taken out of a `digitalData` with its settled rules: see `settleSecurity`. Also for what never came
 * from one: a field `security` governs wherever it stands.
 */
export function cutGoverned(data: Fields, reader: readonly string[], known: ReadonlySet<string> | null = null): Fields {
  if (reader.includes(defaultCategory)) return data;
  const categories = new Set(known === null ? reader : reader.filter((name) => known.has(name)));
  const left = walk(data, null, [], { known, mayRead: (held) => held === null || [...held].some((name) => categories.has(name)) });
  return isFields(left) ? left : {};
}

/**
 * The same object with every rule beside what it governs: what objects above said, and mirrors of nested objects, are written into the
 * `security` of each object, by the names of the categories that are declared. So each part keeps its rules wherever it is put.
 */
export const settleSecurity = (data: Fields): Fields => settleGoverned(data, new Set(categoriesOf(data)));

/** The same for a part of such an object; by all names where none are given as known. */
export function settleGoverned(data: Fields, known: ReadonlySet<string> | null = null): Fields {
  const left = walk(data, null, [], { known, mayRead: () => true });
  return isFields(left) ? left : {};
}

function walk(value: unknown, held: Held, mirrors: readonly Fields[], cutting: Cutting): unknown {
  if (!cutting.mayRead(held)) return withheld;
  if (Array.isArray(value)) return walkList(value, held, mirrors, cutting);
  return isFields(value) ? walkFields(value, held, mirrors, cutting) : value;
}

function walkList(list: readonly unknown[], held: Held, mirrors: readonly Fields[], cutting: Cutting): unknown {
  const left = list.map((one) => walk(one, held, mirrors, cutting)).filter((one) => one !== withheld);
  return left.length === 0 && list.length > 0 ? withheld : left;
}

function walkFields(value: Fields, held: Held, above: readonly Fields[], cutting: Cutting): unknown {
  const own = Object.hasOwn(value, securityField) ? value[securityField] : undefined;
  const whole = meet(held, heldBy(own, cutting.known));
  if (!cutting.mayRead(whole)) return withheld;
  const mirrors = [...above, ...mirrorOf(own)];
  const names = Object.keys(value).filter((name) => name !== securityField);
  const read = names.map((name): [string, Held, unknown] => {
    const rules = mirrors.flatMap((mirror) => (Object.hasOwn(mirror, name) ? [mirror[name]] : []));
    const child = rules.reduce<Held>((sum, rule) => meet(sum, heldBy(rule, cutting.known)), whole);
    return [name, child, walk(value[name], child, rules.flatMap(mirrorOf), cutting)];
  }).filter(([, , left]) => left !== withheld);
  if (read.length === 0 && names.length > 0) return withheld;
  return Object.fromEntries([...read.map(([name, , left]) => [name, left]), ...ruleFor(read, whole)]);
}

/** The rule of an object: one for all of it where its fields have the same, else field by field. */
function ruleFor(read: ReadonlyArray<readonly [string, Held, unknown]>, whole: Held): Array<[string, unknown]> {
  const [first = whole, ...others] = read.map(([, held]) => held);
  if (first !== null && others.every((held) => held !== null && isSame(held, first))) return [[securityField, textOf(first)]];
  const governed = read.flatMap(([name, held]) => (held === null ? [] : [[name, textOf(held)] as const]));
  return governed.length === 0 ? [] : [[securityField, Object.fromEntries(governed)]];
}

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && [...a].every((name) => b.has(name));

/** Who may read by a rule alone; a mirror says nothing of the whole. */
function heldBy(rule: unknown, known: ReadonlySet<string> | null): Held {
  if (rule === undefined || isFields(rule)) return null;
  const names = typeof rule === 'string' ? [rule] : Array.isArray(rule) && rule.every((one) => typeof one === 'string') ? rule : [];
  return new Set(names.filter((name) => name !== '' && name !== defaultCategory && (known === null || known.has(name))));
}

const mirrorOf = (rule: unknown): readonly Fields[] => (isFields(rule) ? [rule] : []);
const meet = (a: Held, b: Held): Held => (a === null ? b : b === null ? a : new Set([...a].filter((name) => b.has(name))));

function textOf(held: ReadonlySet<string>): AccessList {
  const names = [...held].sort();
  return names.length < 2 ? (names[0] ?? '') : names;
}

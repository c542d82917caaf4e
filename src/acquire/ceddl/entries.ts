import { securityField } from '../../model/index.ts';
import { isFields, type Fields } from './plain-value.ts';

/** A named value with the rule that governs it, if one does. The object that it is from has settled rules: see `settleSecurity`. */
export interface Entry {
  readonly name: string;
  readonly value: unknown;
  readonly rule?: unknown;
}

const given = (fields: unknown): Fields => (isFields(fields) ? fields : {});

function ruleOf(fields: Fields, name: string): unknown {
  const rule = fields[securityField];
  if (!isFields(rule)) return rule;
  return Object.hasOwn(rule, name) ? rule[name] : undefined;
}

const entryOf = (fields: Fields, name: string, as: string): Entry => ({ name: as, value: fields[name], rule: ruleOf(fields, name) });

/** A field under a name of the Segment specification; nothing where it is absent. */
export const pick = (fields: unknown, name: string, as: string = name): Entry[] => (Object.hasOwn(given(fields), name) ? [entryOf(given(fields), name, as)] : []);

/** Every field that is not named in `without`, some under other names. */
export const allOf = (fields: unknown, names: Readonly<Record<string, string>> = {}, without: readonly string[] = []): Entry[] =>
  Object.keys(given(fields)).filter((name) => name !== securityField && !without.includes(name)).map((name) => entryOf(given(fields), name, Object.hasOwn(names, name) ? (names[name] as string) : name));

/** The fields of an object beneath a name; what stands there and is no object stays under its name. */
export const spread = (fields: unknown, name: string, names: Readonly<Record<string, string>> = {}): Entry[] => (isFields(given(fields)[name]) ? allOf(given(fields)[name], names) : pick(fields, name));

/** An object beneath a name; nothing where it would be empty. */
export const nested = (name: string, entries: readonly Entry[]): Entry[] => (entries.length === 0 ? [] : [{ name, value: governed(entries) }]);

/** The first free name under which the second of two fields of one name goes. */
function furtherName(taken: ReadonlySet<string>): string {
  let name = 'more';
  while (taken.has(name)) name += '_';
  return name;
}

/** The entries as an object, with the rules of its fields in its `security`. Of two fields of one name the second goes beneath `more`. */
export function governed(entries: readonly Entry[]): Fields {
  const firstAt = new Map(entries.toReversed().map((entry) => [entry.name, entry]));
  const first = entries.filter((entry) => firstAt.get(entry.name) === entry);
  const second = entries.filter((entry) => firstAt.get(entry.name) !== entry);
  const placed = [...first, ...nested(furtherName(new Set(firstAt.keys())), second)];
  const rules = placed.filter(({ rule }) => rule !== undefined).map(({ name, rule }) => [name, rule] as const);
  return Object.fromEntries([...placed.map(({ name, value }) => [name, value] as const), ...(rules.length === 0 ? [] : [[securityField, Object.fromEntries(rules)] as const])]);
}

/** A text that nothing controls: only such may stand outside of properties, where no rule can be written beside it. */
export function openText(fields: unknown, name: string): string | undefined {
  const value = given(fields)[name];
  return typeof value === 'string' && value !== '' && ruleOf(given(fields), name) === undefined ? value : undefined;
}

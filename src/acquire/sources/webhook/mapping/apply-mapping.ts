import { knownOf, type HookMapping, type HookRule, type QuarantineCode } from '../../../../model/index.ts';
import { fieldIn, Unfit } from './field-value.ts';
import { elementsAt, pointerOf, valueAt, type Places } from './path-value.ts';

export interface MappedRecord {
  readonly stream: string;
  readonly removed?: true;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a delivery becomes: records, nothing, or why it is put aside and where. */
export type Mapped =
  | { readonly kind: 'records'; readonly records: readonly MappedRecord[] }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unfit'; readonly code: QuarantineCode; readonly path: string };

/** A column of every stream of a mapping: the id that tells records apart. */
export const idColumn = 'id';

/** Follows every rule that applies to a delivery. All of it fits, or none of it is taken. */
export function applyMapping({ rules, ignore }: HookMapping, delivery: unknown): Mapped {
  const places = { $: delivery };
  if (ignore.some((condition) => holds(condition, places))) return { kind: 'ignored' };
  try {
    const applied = rules.map((rule) => recordsOf(rule, places)).filter((records) => records !== null);
    if (applied.length > 0) return { kind: 'records', records: withoutDeleted(applied.flat()) };
    return { kind: 'unfit', code: 'no_rule', path: pointerOf(rules.flatMap(({ when }) => when)[0]?.path ?? '$') };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return { kind: 'unfit', code: error.code, path: pointerOf(error.path) };
  }
}

/** Of a record that is deleted nothing else counts. */
function withoutDeleted(records: readonly MappedRecord[]): MappedRecord[] {
  const nameOf = ({ stream, values }: MappedRecord): string => `${stream}/${String(values[idColumn])}`;
  const gone = new Set(records.filter(({ removed }) => removed).map(nameOf));
  return records.filter((record) => record.removed || !gone.has(nameOf(record)));
}

/** Records of one rule; null where it does not apply. */
function recordsOf(rule: HookRule, delivery: Places): MappedRecord[] | null {
  if (rule.each === undefined) return rule.when.every((condition) => holds(condition, delivery)) ? [recordOf(rule, delivery, '')] : null;
  const elements = elementsAt(rule.each, delivery)?.map(({ path, value }) => ({ path, places: { ...delivery, '@': value } })).filter(({ places }) => rule.when.every((condition) => holds(condition, places)));
  return elements === undefined || elements.length === 0 ? null : elements.map(({ path, places }) => recordOf(rule, places, path));
}

function holds({ path, is }: HookRule['when'][number], places: Places): boolean {
  const value = valueAt(path, places);
  return is === undefined ? value !== undefined && value !== null : is.some((one) => one === value);
}

function recordOf(rule: HookRule, places: Places, element: string): MappedRecord {
  const whole = (path: string): string => (path.startsWith('@') ? element + path.slice(1) : path);
  const id = valueAt(rule.id, places);
  if ((typeof id !== 'string' || id.trim() === '') && typeof id !== 'number') throw new Unfit('no_record_id', whole(rule.id));
  if (rule.deletes) return { stream: rule.stream, removed: true, values: { [idColumn]: String(id) } };
  const fields = Object.entries(rule.fields).map(([name, field]) => [name, fieldIn({ rule, name, field, places, whole })] as const);
  return { stream: rule.stream, values: { [idColumn]: String(id), ...knownOf(rule.kind), ...Object.fromEntries(fields.filter(([, value]) => value !== null)) } };
}

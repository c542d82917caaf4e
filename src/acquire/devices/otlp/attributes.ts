import { asScalar } from '../places.ts';

/** Levels that are kept of an attribute. */
const deepest = 8;

export type Attributes = Readonly<Record<string, unknown>>;

/** Attributes as plain values by name, in the order of their names; the last of a name counts. */
export function plainAttributes(given: ReadonlyArray<{ readonly key: string; readonly value?: unknown }> | null | undefined, depth = 0): Attributes {
  const named = new Map((given ?? []).map(({ key, value }) => [key, plain(value, depth)]));
  // Without a prototype: a name such as __proto__ is one like any other.
  return Object.assign(Object.create(null) as Attributes, Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** An `AnyValue` of OTLP as a plain one; null where it holds nothing. */
function plain(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return null;
  const any = value as Record<string, unknown>;
  if (Array.isArray(valuesIn(any['arrayValue']))) return (valuesIn(any['arrayValue']) as unknown[]).map((one) => plain(one, depth + 1));
  const pairs = valuesIn(any['kvlistValue']);
  if (Array.isArray(pairs)) return plainAttributes(pairs.filter(isPair), depth + 1);
  const scalar = any['stringValue'] ?? any['boolValue'] ?? any['doubleValue'] ?? any['bytesValue'];
  return any['intValue'] === undefined ? (typeof scalar === 'object' ? null : scalar ?? null) : asScalar(any['intValue']);
}

const valuesIn = (list: unknown): unknown => (typeof list === 'object' && list !== null ? (list as { values?: unknown }).values ?? [] : undefined);

const isPair = (one: unknown): one is { key: string; value?: unknown } => typeof one === 'object' && one !== null && typeof (one as { key?: unknown }).key === 'string';

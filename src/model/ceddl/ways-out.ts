import { cutGoverned } from './cut.ts';
import { defaultCategory } from './security.ts';

/**
 * Who reads by each way on which something that came in a `digitalData` can leave, as categories of its `security` rules. What is
 * controlled and not for them stays behind.
 */
export const readersOfWaysOut = {
  /** Lists of events, kept or in quarantine, for people who analyse. */
  lists: ['Analytics'],
  /** A profile as a file, unless other readers are named. */
  profile: [defaultCategory],
} as const satisfies Record<string, readonly string[]>;

type Fields = Readonly<Record<string, unknown>>;

/** What the context of a call says that came from a `digitalData`: its properties and traits hold rules. */
export const fromCeddl = { ceddl: '1.0' } as const;

const isFromCeddl = (context: unknown): boolean => typeof context === 'object' && context !== null && 'ceddl' in context;
const cutFields = (value: unknown, reader: readonly string[]): unknown => (typeof value === 'object' && value !== null && !Array.isArray(value) ? cutGoverned(value as Fields, reader) : value);

/** A call as a reader may see it; calls that did not come from a `digitalData` are whole. */
export function cutCall(call: Fields, reader: readonly string[]): Fields {
  if (!isFromCeddl(call['context'])) return call;
  return { ...call, ...(call['properties'] === undefined ? {} : { properties: cutFields(call['properties'], reader) }), ...(call['traits'] === undefined ? {} : { traits: cutFields(call['traits'], reader) }) };
}

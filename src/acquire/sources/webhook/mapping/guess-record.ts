import type { MappedRecord } from './apply-mapping.ts';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const typeNames = ['type', 'event', 'event_type', 'eventType', 'topic', 'action'];
const envelopes = ['data', 'payload', 'object', 'detail', 'record', 'resource'];
const deepest = 3;
/** Ends the names of streams whose records have no id of their own. */
export const withoutId = '-without-id';

/** What is guessed of a delivery of which nobody said what it is. */
export interface Guessed {
  readonly stream: string;
  /** Where its kind of event stands, and what it is; null where it says none. */
  readonly type: { readonly path: string; readonly value: string } | null;
  /** Path of the record inside the delivery. */
  readonly path: string;
  readonly record: Fields;
}

/** The record inside a delivery, in a stream named by what it is about, for the recogniser to judge. A list holds several. */
export const guessRecord = (delivery: unknown): MappedRecord[] => guessesIn(delivery).map(({ stream, record }) => ({ stream, values: record }));

export function guessesIn(delivery: unknown): Guessed[] {
  if (Array.isArray(delivery)) return delivery.flatMap(guessesIn);
  if (!isFields(delivery)) return [];
  const { path, fields } = inside(delivery, '$', 0);
  const name = typeNames.find((one) => typeof delivery[one] === 'string' && delivery[one] !== '');
  const said = name === undefined ? '' : delivery[name] as string;
  const { id } = fields;
  const hasId = (typeof id === 'string' && id !== '') || typeof id === 'number';
  return [{ stream: `${streamNamed(said)}${hasId ? '' : withoutId}`, type: name === undefined ? null : { path: `$.${name}`, value: said }, path, record: fields }];
}

/** `ticket.created` and `ticket.updated` are of one stream. */
function streamNamed(said: string): string {
  const about = said.split(/[.:/\s]+/).filter((word) => word !== '');
  const name = (about.length > 1 ? about.slice(0, -1) : about).join('-').toLowerCase().replace(/[^a-z0-9_-]+/g, '-').replace(/^[^a-z]+/, '').slice(0, 40);
  return name === '' ? 'deliveries' : name;
}

function inside(fields: Fields, path: string, depth: number): { path: string; fields: Fields } {
  const name = envelopes.find((one) => isFields(fields[one]) && Object.keys(fields[one]).length > 0);
  return name !== undefined && depth < deepest ? inside(fields[name] as Fields, `${path}.${name}`, depth + 1) : { path, fields };
}

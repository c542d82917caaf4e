import { Failure } from '../../../model/index.ts';
import { shown } from '../../read/rows.ts';
import { isObject, readMessageLines, type LineSays } from '../message-lines.ts';
import { wholeSource, type SourceMessage } from '../source-kind.ts';

/** A stream of an Airbyte catalog, as far as reading needs it. */
export interface AirbyteStream {
  readonly name: string;
  readonly keys: readonly string[] | null;
  readonly columns: readonly string[];
}

type Message = Readonly<Record<string, unknown>>;
const ignored = new Set(['SPEC', 'CONTROL', 'DESTINATION_CATALOG']);

/**
 * Messages of an Airbyte source (Airbyte protocol 0.x: RECORD, STATE of a stream, of all streams or of the older kind, CATALOG, LOG, TRACE,
 * CONNECTION_STATUS). `catalog`: what was found before, by stream. An error that the source traces ends the reading: what came before counts.
 */
export const readAirbyte = (input: AsyncIterable<Uint8Array>, catalog: readonly AirbyteStream[]): AsyncIterable<SourceMessage> => {
  const reader = new AirbyteReader(catalog);
  return readMessageLines(input, (message, line) => reader.says(message, line));
};

class AirbyteReader {
  readonly #catalog: Map<string, AirbyteStream>;
  readonly #told = new Set<string>();

  constructor(catalog: readonly AirbyteStream[]) {
    this.#catalog = new Map(catalog.map((stream) => [stream.name, stream]));
  }

  says(message: Message, line: number): LineSays {
    switch (message['type']) {
      case 'RECORD': return this.#record(message['record'], line);
      case 'STATE': return [stateOf(message['state'], line)];
      case 'CATALOG': return this.#learn(message['catalog']);
      case 'LOG': return noteOf(message['log']);
      case 'TRACE': return traceOf(message['trace']);
      case 'CONNECTION_STATUS': return statusOf(message['connectionStatus']);
      default: return ignored.has(String(message['type'])) ? [] : [problem(line, `a message of type ${shown(JSON.stringify(message['type'] ?? null))}, which Airbyte does not have`)];
    }
  }

  #learn(catalog: unknown): readonly SourceMessage[] {
    for (const stream of streamsIn(catalog)) this.#catalog.set(stream.name, stream);
    return [];
  }

  #record(record: unknown, line: number): LineSays {
    if (!isObject(record) || typeof record['stream'] !== 'string' || record['stream'] === '' || !isObject(record['data'])) return [problem(line, 'a RECORD without a stream or data')];
    const name = nameOf(record['stream'], record['namespace']);
    if (this.#told.has(name)) return { stream: name, values: record['data'] };
    this.#told.add(name);
    const known = this.#catalog.get(name);
    return [
      { type: 'stream', stream: name, keys: known?.keys ?? null, columns: known?.columns ?? [] },
      { type: 'records', stream: name, records: [{ line, values: record['data'] }] },
    ];
  }
}

const nameOf = (stream: unknown, namespace: unknown): string => (typeof namespace === 'string' && namespace !== '' ? `${namespace}.${String(stream)}` : String(stream));
const problem = (line: number, reason: string): SourceMessage => ({ type: 'problem', line, reason, value: null });

/** Kept as it was told: the source gets the very same back. */
function stateOf(state: unknown, line: number): SourceMessage {
  if (!isObject(state)) return problem(line, 'a STATE without a state');
  const stream = isObject(state['stream']) ? state['stream'] : {};
  const descriptor = isObject(stream['stream_descriptor']) ? stream['stream_descriptor'] : null;
  if (state['type'] !== 'STREAM') return { type: 'state', stream: wholeSource, value: state };
  if (typeof descriptor?.['name'] !== 'string') return problem(line, 'a STATE of a stream without its name');
  return { type: 'state', stream: nameOf(descriptor['name'], descriptor['namespace']), value: state };
}

function noteOf(log: unknown): readonly SourceMessage[] {
  const isTold = isObject(log) && ['ERROR', 'FATAL'].includes(String(log['level']));
  return isTold ? [{ type: 'note', text: String(log['message']).slice(0, 500) }] : [];
}

function traceOf(trace: unknown): readonly SourceMessage[] {
  if (!isObject(trace) || trace['type'] !== 'ERROR') return [];
  throw failed(isObject(trace['error']) ? trace['error']['message'] : null);
}

function statusOf(status: unknown): readonly SourceMessage[] {
  if (!isObject(status) || status['status'] !== 'FAILED') return [];
  throw failed(status['message']);
}

const failed = (message: unknown): Failure => new Failure('unreadable_file', `The source says: ${typeof message === 'string' ? message.slice(0, 500) : 'it failed'}.`, 'Check its configuration; what came before counts.');

/** Streams of a catalog, plain or configured. A key of the configuration comes before the source's own. */
export function streamsIn(catalog: unknown): AirbyteStream[] {
  const streams = isObject(catalog) && Array.isArray(catalog['streams']) ? (catalog['streams'] as unknown[]) : [];
  return streams.filter(isObject).flatMap((entry) => {
    const stream = isObject(entry['stream']) ? entry['stream'] : entry;
    if (typeof stream['name'] !== 'string') return [];
    const schema = isObject(stream['json_schema']) && isObject(stream['json_schema']['properties']) ? stream['json_schema']['properties'] : {};
    return [{ name: nameOf(stream['name'], stream['namespace']), keys: keysIn(entry['primary_key']) ?? keysIn(stream['source_defined_primary_key']), columns: columnsIn(schema) }];
  });
}

/** Objects with declared properties are told by their parts. */
const columnsIn = (properties: Message): string[] => Object.keys(properties).filter((name) => !(isObject(properties[name]) && isObject(properties[name]['properties'])));

/** A key is a list of paths into the record. */
function keysIn(key: unknown): string[] | null {
  const keys = Array.isArray(key) ? key.filter((one): one is string[] => Array.isArray(one) && one.length > 0).map((one) => one.join('.')) : [];
  return keys.length > 0 ? keys : null;
}

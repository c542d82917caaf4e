import { shown } from '../../read/rows.ts';
import { isObject, readMessageLines, type LineSays } from '../message-lines.ts';
import { wholeSource, type SourceMessage } from '../source-kind.ts';

/**
 * Messages of a Singer tap (Singer specification 0.3.0: SCHEMA, RECORD, STATE; and ACTIVATE_VERSION of the wider family of taps).
 * A record before its schema, a broken line and a message of another type are problems; what follows is read.
 */
export const readSinger = (input: AsyncIterable<Uint8Array>): AsyncIterable<SourceMessage> => {
  const reader = new SingerReader();
  return readMessageLines(input, (message, line) => reader.says(message, line));
};

type Message = Readonly<Record<string, unknown>>;
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);

class SingerReader {
  readonly #keysOf = new Map<string, readonly string[]>();
  readonly #broken = new Map<string, string>();

  says(message: Message, line: number): LineSays {
    switch (message['type']) {
      case 'RECORD': return this.#record(message, line);
      case 'SCHEMA': return this.#schema(message, line);
      case 'STATE': return [{ type: 'state', stream: wholeSource, value: message['value'] ?? null }];
      case 'ACTIVATE_VERSION': return [{ type: 'note', text: `stream ${shown(String(message['stream']))} was told whole again (ACTIVATE_VERSION): records that are no longer in it are kept` }];
      default: return [problem(line, `a message of type ${shown(JSON.stringify(message['type'] ?? null))}, which is none of SCHEMA, RECORD, STATE and ACTIVATE_VERSION`)];
    }
  }

  #record({ stream, record }: Message, line: number): LineSays {
    if (typeof stream !== 'string' || stream === '' || !isObject(record)) return [problem(line, 'a RECORD without a stream or a record')];
    const broken = this.#broken.get(stream);
    if (broken !== undefined) return [problem(line, broken)];
    return this.#keysOf.has(stream) ? { stream, values: record } : [problem(line, `a record of "${shown(stream)}" before its SCHEMA`)];
  }

  #schema({ stream, schema, key_properties: keyProperties }: Message, line: number): LineSays {
    if (typeof stream !== 'string' || stream === '' || !isObject(schema)) return [problem(line, 'a SCHEMA without a stream or a schema')];
    const keys = texts(keyProperties);
    const held = this.#keysOf.get(stream);
    if (held && held.join('\u0000') !== keys.join('\u0000')) {
      const why = `the keys of "${shown(stream)}" changed while it was read: from (${held.join(', ')}) to (${keys.join(', ')})`;
      this.#broken.set(stream, why);
      return [problem(line, why)];
    }
    this.#keysOf.set(stream, keys);
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    return [{ type: 'stream', stream, keys, columns: columnsIn(properties) }];
  }
}

/** Objects with declared properties are told by their parts. */
function columnsIn(properties: Message): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const inner = isObject(schema) && isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
    return inner.length > 0 ? [] : [name];
  });
}

const problem = (line: number, reason: string): SourceMessage => ({ type: 'problem', line, reason, value: null });

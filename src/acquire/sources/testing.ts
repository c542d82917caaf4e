import type { SourceContext, SourceMessage, SourceRecord } from './source-kind.ts';

/** For tests: everything that something yields, in its order. */
export async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const held: T[] = [];
  for await (const one of from) held.push(one);
  return held;
}

/** What a source is given, with nothing allowed but this machine, nothing left and no secret but those given. */
export function contextFor(parts: Partial<SourceContext>): SourceContext {
  return {
    secrets: {}, cursors: new Map(), streams: null, signal: new AbortController().signal, folder: '/nowhere', now: 0, source: 'tested', rules: { allowHosts: [{ host: '127.0.0.1', port: null }] },
    correspondents: () => Promise.reject(new Error('nobody is asked for')), ...parts,
  };
}

/** Messages of a source until it fails, with why; what a run would keep of them. */
export async function readUntil(messages: AsyncIterable<SourceMessage>): Promise<{ records: SourceRecord[]; cursors: Map<string, unknown>; notes: string[]; failure: Error | null }> {
  const read = { records: [] as SourceRecord[], cursors: new Map<string, unknown>(), notes: [] as string[], failure: null as Error | null };
  try {
    for await (const message of messages) {
      if (message.type === 'records') read.records.push(...message.records);
      if (message.type === 'state') read.cursors.set(message.stream, message.value);
      if (message.type === 'note') read.notes.push(message.text);
    }
  } catch (error) {
    read.failure = error as Error;
  }
  return read;
}

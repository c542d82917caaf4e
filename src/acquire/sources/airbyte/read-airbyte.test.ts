import { expect, test } from 'vitest';
import type { SourceMessage } from '../source-kind.ts';
import { readAirbyte, streamsIn } from './read-airbyte.ts';

async function* bytes(...messages: object[]): AsyncIterable<Uint8Array> {
  yield Buffer.from(messages.map((message) => JSON.stringify(message)).join('\n'));
}
async function said(...messages: object[]): Promise<{ heard: SourceMessage[]; failure: string | null }> {
  const heard: SourceMessage[] = [];
  try {
    for await (const message of readAirbyte(bytes(...messages), [])) heard.push(message);
    return { heard, failure: null };
  } catch (error) {
    return { heard, failure: (error as Error).message };
  }
}
const record = (stream: string, data: object, namespace?: string) => ({ type: 'RECORD', record: { stream, data, emitted_at: 1, ...(namespace ? { namespace } : {}) } });
const deals = { name: 'deals', namespace: 'crm', json_schema: { properties: { id: {}, owner: { properties: { id: {} } } } }, source_defined_primary_key: [['id']] };

test('records take their keys from the catalog, and each stream keeps its own state as it was told', async () => {
  const state = { type: 'STREAM', stream: { stream_descriptor: { name: 'deals', namespace: 'crm' }, stream_state: { at: 5 } } };
  const { heard } = await said({ type: 'CATALOG', catalog: { streams: [deals] } }, record('deals', { id: 1 }, 'crm'), record('deals', { id: 2 }, 'crm'), { type: 'STATE', state }, record('notes', { text: 'x' }));
  expect(heard).toEqual([
    { type: 'stream', stream: 'crm.deals', keys: ['id'], columns: ['id'] },
    { type: 'records', stream: 'crm.deals', records: [{ line: 2, values: { id: 1 } }] },
    { type: 'records', stream: 'crm.deals', records: [{ line: 3, values: { id: 2 } }] },
    { type: 'state', stream: 'crm.deals', value: state },
    { type: 'stream', stream: 'notes', keys: null, columns: [] },
    { type: 'records', stream: 'notes', records: [{ line: 5, values: { text: 'x' } }] },
  ]);
});

test('states of all streams and of the older kind are one for the source', async () => {
  const { heard } = await said({ type: 'STATE', state: { type: 'GLOBAL', global: { shared_state: 1, stream_states: [] } } }, { type: 'STATE', state: { data: { at: 2 } } });
  expect(heard.map((message) => (message.type === 'state' ? message.stream : 'none'))).toEqual(['', '']);
});

test('a traced error ends the reading in the words of the source; what came before was told', async () => {
  const { heard, failure } = await said(record('deals', { id: 1 }), { type: 'TRACE', trace: { type: 'STREAM_STATUS' } }, { type: 'TRACE', trace: { type: 'ERROR', error: { message: 'token expired', internal_message: 'secret' } } });
  expect(heard.filter(({ type }) => type === 'stream')).toHaveLength(1);
  expect(failure).toBe('The source says: token expired.');
});

test('what is broken or unknown is a problem, what is for others is passed over, errors of the log are notes', async () => {
  const { heard } = await said({ type: 'RECORD', record: { stream: 'x' } }, { type: 'NEWS' }, { type: 'STATE' }, { type: 'SPEC', spec: {} }, { type: 'LOG', log: { level: 'INFO', message: 'busy' } }, { type: 'LOG', log: { level: 'ERROR', message: 'slow' } });
  expect(heard.map((message) => (message.type === 'problem' ? message.reason : message.type === 'note' ? message.text : ''))).toEqual([
    'a RECORD without a stream or data', 'a message of type "NEWS", which Airbyte does not have', 'a STATE without a state', 'slow',
  ]);
});

test('a configured key comes before the one of the source', () => {
  expect(streamsIn({ streams: [{ stream: deals, primary_key: [['owner', 'id'], ['id']] }] })).toEqual([{ name: 'crm.deals', keys: ['owner.id', 'id'], columns: ['id'] }]);
});

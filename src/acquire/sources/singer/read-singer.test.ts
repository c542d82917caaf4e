import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExactly } from '../exact-json.ts';
import type { SourceMessage } from '../source-kind.ts';
import { longestLine, splitLines } from '../split-lines.ts';
import { all } from '../testing.ts';
import { readSinger } from './read-singer.ts';

async function* chunks(text: string | Buffer, size = Infinity): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += Math.min(size, bytes.length)) yield bytes.subarray(at, Math.min(at + size, bytes.length));
}
const said = async (text: string): Promise<SourceMessage[]> => all(readSinger(chunks(text)));
const schema = (stream: string, keys: string[] = ['id']): string => JSON.stringify({ type: 'SCHEMA', stream, key_properties: keys, schema: { properties: { id: {}, name: {} } } });
const record = (stream: string, values: object): string => JSON.stringify({ type: 'RECORD', stream, record: values });

test('schemas, records and states come in the order they were told, records of one stream together', async () => {
  const state = JSON.stringify({ type: 'STATE', value: { at: 2 } });
  expect(await said([schema('deals'), record('deals', { id: 1 }), record('deals', { id: 2 }), state, record('deals', { id: 3 })].join('\n'))).toEqual([
    { type: 'stream', stream: 'deals', keys: ['id'], columns: ['id', 'name'] },
    { type: 'records', stream: 'deals', records: [{ line: 2, values: { id: 1 } }, { line: 3, values: { id: 2 } }] },
    { type: 'state', stream: '', value: { at: 2 } },
    { type: 'records', stream: 'deals', records: [{ line: 5, values: { id: 3 } }] },
  ]);
});

test('what cannot be read is a problem with its line, and its neighbours go on', async () => {
  const lines = ['{"type":"RECORD"', record('early', { id: 1 }), '[1]', JSON.stringify({ type: 'SING' }), JSON.stringify({ type: 'RECORD', stream: 'deals' }), schema('deals'), record('deals', { id: 9 })];
  const messages = await said(lines.join('\n'));
  expect(messages.flatMap((message) => (message.type === 'problem' ? [[message.line, message.reason]] : []))).toEqual([
    [1, 'not valid JSON'], [2, 'a record of "early" before its SCHEMA'], [3, 'not a JSON object'],
    [4, 'a message of type "SING", which is none of SCHEMA, RECORD, STATE and ACTIVATE_VERSION'], [5, 'a RECORD without a stream or a record'],
  ]);
  expect(messages.at(-1)).toEqual({ type: 'records', stream: 'deals', records: [{ line: 7, values: { id: 9 } }] });
});

test('a stream whose keys change under way is told so and goes no further; others do', async () => {
  const messages = await said([schema('a'), schema('b'), schema('a', ['name']), record('a', { id: 1 }), record('b', { id: 1 })].join('\n'));
  expect(messages.filter(({ type }) => type === 'problem')).toHaveLength(2);
  expect(messages.filter(({ type }) => type === 'records')).toEqual([{ type: 'records', stream: 'b', records: [{ line: 5, values: { id: 1 } }] }]);
});

test('numbers that no double holds keep their digits', () => {
  expect(parseExactly('{"a":12345678901234567890,"b":0.10000000000000000005,"c":1.5,"d":"12345678901234567890"}')).toEqual({ a: '12345678901234567890', b: '0.10000000000000000005', c: 1.5, d: '12345678901234567890' });
});

test('lines are the same however the bytes are cut', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' '))), fc.integer({ min: 1, max: 40 }), async (lines, size) => {
    const blocks = await all(splitLines(chunks(lines.join('\n'), size)));
    const found = blocks.flatMap((block) => ('lines' in block ? block.lines : ['too long']));
    const told = lines.join('\n').split('\n');
    expect(found).toEqual(told.at(-1) === '' ? told.slice(0, -1) : told);
  }), { numRuns: 200 });
});

test('a line beyond the limit is passed over and counted as one line', async () => {
  const text = Buffer.concat([Buffer.from('a\n'), Buffer.alloc(longestLine + 5_000_000, 'x'), Buffer.from('\nb\nc')]);
  const blocks = await all(splitLines(chunks(text, 1_000_000)));
  expect(blocks).toEqual([{ first: 1, lines: ['a'] }, { first: 2, tooLong: longestLine + 5_000_000 }, { first: 3, lines: ['b'] }, { first: 4, lines: ['c'] }]);
});

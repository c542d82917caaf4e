import { expect, test } from 'vitest';
import { readCeddlLines, type CeddlLine } from './read-ceddl-lines.ts';

async function read(text: string): Promise<CeddlLine[]> {
  const found: CeddlLine[] = [];
  for await (const line of readCeddlLines((async function* () { yield Buffer.from(text); })())) found.push(line);
  return found;
}
const data = { version: '1.0', user: [{ profile: [{ profileInfo: { profileID: 'u-1', email: 'jo@northmill.example' } }] }], event: [{ eventInfo: { eventName: 'Quote asked' } }] };
const kinds = (lines: readonly CeddlLine[]) => lines.map((one) => (one.kind === 'calls' ? [one.line, one.calls.map(({ type }) => type)] : [one.line, one.why]));

test('objects on lines, alone or wrapped, and one object over many lines', async () => {
  const [alone, wrapped] = [JSON.stringify(data), JSON.stringify({ digitalData: data, anonymousId: 'a-1', timestamp: '2026-11-28T09:00:00Z' })];
  const both = await read(`${alone}\n\n${wrapped}\n`);
  const types = both[0]?.kind === 'calls' ? both[0].calls.map(({ type }) => type) : [];
  expect(types).toContain('identify');
  expect(kinds(both)).toEqual([[1, types], [3, types]]);
  expect(both[1]).toMatchObject({ calls: expect.arrayContaining([expect.objectContaining({ timestamp: '2026-11-28T09:00:00Z' })]) });
  expect(kinds(await read(JSON.stringify(data, null, 2)))).toEqual([[1, types]]);
  expect(kinds(await read(`\n${JSON.stringify(data, null, 2)}`))).toEqual([[2, types]]);
});

test('what cannot be read is told with its line, and its neighbours are read', async () => {
  const lines = await read(['{"a":', '[1]', '{"digitalData":7}', '{"digitalData":{},"userId":[]}', JSON.stringify(data)].join('\n'));
  expect(kinds(lines).slice(0, 4)).toEqual([[1, 'not valid JSON'], [2, 'no object'], [3, 'no object'], [4, 'a field has another type than the specification says: /userId']]);
  expect(lines[4]?.kind).toBe('calls');
});

test('the same object has the same message ids, another has others', async () => {
  const ids = async (text: string) => (await read(text)).flatMap((one) => (one.kind === 'calls' ? one.calls.map(({ messageId }) => messageId) : []));
  const [first, again, other] = [await ids(JSON.stringify(data)), await ids(JSON.stringify(data)), await ids(JSON.stringify({ ...data, pageInstanceID: 'x' }))];
  expect(again).toEqual(first);
  expect(new Set([...first, ...other]).size).toBe(first.length + other.length);
});

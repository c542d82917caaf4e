import { expect, test } from 'vitest';
import { attentive } from './attentive.ts';
import { settingsOf } from './common-settings.ts';
import { nextTry } from './next-try.ts';
import { openSecrets, sealSecrets } from './seal-secrets.ts';
import { singer } from './singer/index.ts';
import { all } from './testing.ts';

const key = Buffer.alloc(32, 7);

test('secrets open with their key and name alone, and their text stands nowhere in what is stored', () => {
  const sealed = sealSecrets(key, 'crm', { config: '{"token":"hunter2"}' });
  expect(openSecrets(key, 'crm', sealed)).toEqual({ config: '{"token":"hunter2"}' });
  expect(sealed.includes('hunter2')).toBe(false);
  expect(() => openSecrets(Buffer.alloc(32, 8), 'crm', sealed)).toThrow('sealed with another key');
  expect(() => openSecrets(key, 'other', sealed)).toThrow('sealed with another key');
});

const every15 = { everyMinutes: 15, daily: null };

test('failures in a row are tried again ever later, never sooner than half the pause, and at most six hours later', () => {
  const pauses = [1, 2, 3, 30].map((errors) => [nextTry(0, every15, errors, 0), nextTry(0, every15, errors, 0.999_999)]);
  expect(pauses).toEqual([[15_000, 30_000], [30_000, 60_000], [60_000, 120_000], [10_800_000, 21_599_989]].map(([low, high]) => [low, expect.closeTo(high as number, -2)]));
  expect([nextTry(0, every15, 0, 0.5), nextTry(0, { everyMinutes: null, daily: null }, 3, 0.5)]).toEqual([900_000, null]);
});

test('a source that says nothing is left, and so is one whose run was cancelled', async () => {
  const hangs: AsyncIterable<number> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };
  await expect(all(attentive(hangs, new AbortController().signal, 20))).rejects.toThrow('said nothing');
  const stop = new AbortController();
  const reading = all(attentive(hangs, stop.signal, 60_000));
  stop.abort(new Error('stopped'));
  await expect(reading).rejects.toThrow('stopped');
});

test('settings are text, checked by name; the first dot parts a stream from a column', () => {
  const { common, own } = settingsOf(singer, { command: '["tap", "--x y"]', streams: 'a, b', 'as.a': 'deal', 'column.a.Close.Date': 'closedAt' });
  expect(own).toEqual({ command: ['tap', '--x y'] });
  expect([common.streams, common.kinds.get('a'), common.columns]).toEqual([new Set(['a', 'b']), 'deal', [{ stream: 'a', column: 'Close.Date', field: 'closedAt' }]]);
  expect(() => settingsOf(singer, { command: 'tap --x' })).toThrow('JSON list');
  expect(() => settingsOf(singer, { shell: 'rm' })).toThrow(/shell/);
  expect(() => settingsOf(singer, { silenceSeconds: '0' })).toThrow('no whole number');
});

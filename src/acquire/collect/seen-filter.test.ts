import { expect, test } from 'vitest';
import { hashOfMessage } from './message-hash.ts';
import { SeenFilter } from './seen-filter.ts';

test('what was added is always held; of what was not, fewer than one in ten thousand look as if they were, over several layers', () => {
  const filter = new SeenFilter();
  const many = 300_000;
  for (let message = 0; message < many; message += 1) filter.add(hashOfMessage('shop', `seen ${message}`));
  expect(filter.size).toBe(many);
  let [missed, wrong] = [0, 0];
  for (let message = 0; message < many; message += 1) {
    if (!filter.mayHold(hashOfMessage('shop', `seen ${message}`))) missed += 1;
    if (filter.mayHold(hashOfMessage('shop', `new ${message}`))) wrong += 1;
  }
  expect(missed).toBe(0);
  expect(wrong / many).toBeLessThan(1e-4);
});

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generatorHash } from './index.ts';

test('the README shows the hash of the generator as it is', async () => {
  const shown = /generator hash: `([0-9a-f]{64})`/.exec(await readFile(path.join(import.meta.dirname, 'README.md'), 'utf8'))?.[1];
  expect(shown, `the generator changed: write ${generatorHash()} into src/market/README.md, and what changed, before and after, into docs/market.md`).toBe(generatorHash());
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kernelText } from '../../../../scripts/build-kernel.ts';

test('the committed kernel is what its sources compile to', async () => {
  expect(readFileSync(new URL('kernel-bytes.ts', import.meta.url), 'utf8')).toBe(await kernelText());
});

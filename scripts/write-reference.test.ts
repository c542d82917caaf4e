import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { referencePages, repository } from './write-reference.ts';

test('the committed reference says what the code says; otherwise run: node scripts/write-reference.ts', async () => {
  for (const [path, text] of Object.entries(await referencePages())) expect(readFileSync(join(repository, path), 'utf8'), path).toBe(text);
});

test('the description is OpenAPI 3.1, and every answer in it is described', async () => {
  const described = JSON.parse((await referencePages())['docs/openapi.json'] ?? '') as { openapi: string; paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>> };
  expect(described.openapi).toMatch(/^3\.1\./);
  const unexplained = Object.entries(described.paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, operation]) =>
    Object.entries(operation.responses).filter(([, answer]) => Object.values(answer.content ?? {}).some(({ schema }) => Object.keys(schema).length === 0)).map(([status]) => `${method} ${path} ${status}`)));
  expect(unexplained).toEqual([]);
  expect(Object.keys(described.paths).length).toBeGreaterThan(35);
});

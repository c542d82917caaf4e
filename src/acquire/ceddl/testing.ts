import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CeddlArrival } from './calls/call-makers.ts';

type Json = Record<string, unknown>;

/** A fixture of our own, by its name; a new object at each call. */
export const ceddlFixture = (name: 'whole' | 'aliases' | 'security' | 'extra-objects'): Json =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.json`), 'utf8')) as Json;

export const ceddlArrival: CeddlArrival = { messageId: 'm-1', anonymousId: 'a-1', userId: null, at: '2026-05-04T10:12:00.000Z' };

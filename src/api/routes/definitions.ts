import { z } from 'zod';
import { definitions as declared, unitSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

const definitionSchema = z.object({ title: z.string(), means: z.string(), formula: z.string(), unit: unitSchema, version: z.number().int() });

export const definitions = defineRoute({
  method: 'GET', path: '/api/definitions', summary: 'What every number means and how it is computed', answer: z.record(z.string(), definitionSchema),
  handle: () => declared,
});

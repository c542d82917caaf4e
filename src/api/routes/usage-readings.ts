import { z } from 'zod';
import { usageReadingFilterSchema, usageReadingSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const usageReadings = defineRoute({
  method: 'GET', path: '/api/w/:workspace/usage/readings', summary: 'The readings of a day behind a number of consumption, with what each adds',
  params: workspaceParams, query: usageReadingFilterSchema, answer: z.array(usageReadingSchema),
  handle: async (asked) => (await workspaceOf(asked)).devices.usageReadings(asked.query),
});

import { z } from 'zod';
import { savedFilterSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const saveFilter = defineRoute({
  method: 'POST', path: '/api/w/:workspace/filters', summary: 'Saves a filter of a screen under a name',
  params: workspaceParams, body: z.object({ name: z.string().trim().min(1).max(200), screen: z.string().max(100), query: z.string().max(4_000) }), answer: savedFilterSchema, status: 201, repeatable: true,
  handle: async (asked) => (await workspaceOf(asked)).saveFilter(asked.body, asked.by),
});

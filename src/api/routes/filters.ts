import { z } from 'zod';
import { savedFilterSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const filters = defineRoute({
  method: 'GET', path: '/api/w/:workspace/filters', summary: 'Saved filters of a screen',
  params: workspaceParams, query: z.object({ screen: z.string().max(100) }), answer: z.array(savedFilterSchema),
  handle: async (asked) => (await workspaceOf(asked)).savedFilters(asked.query.screen),
});

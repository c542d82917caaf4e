import { z } from 'zod';
import { touchFilterSchema, touchSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const touches = defineRoute({
  method: 'GET', path: '/api/w/:workspace/touches', summary: 'Contacts that events amount to, by the declared rule, the newest first, each with the ids of its events',
  params: workspaceParams, query: touchFilterSchema, answer: z.array(touchSchema),
  handle: async (asked) => (await workspaceOf(asked)).touches.list(asked.query),
});

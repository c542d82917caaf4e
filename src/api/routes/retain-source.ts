import { z } from 'zod';
import { sourceTermsSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const retainSource = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sources/:id/retention', summary: 'How many days people\'s records of a source are kept; older ones are removed at once',
  params: objectParams, body: z.object({ days: z.number().int().min(1).max(36_500).nullable() }), answer: z.array(sourceTermsSchema),
  handle: async (asked) => (await workspaceOf(asked)).sources.retain(asked.params.id, asked.body.days, asked.by),
});

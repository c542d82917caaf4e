import { z } from 'zod';
import { sourceTermsSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const returnSource = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sources/:id/return', summary: 'Gives a loan back: every row of the source is removed',
  params: objectParams, answer: z.array(sourceTermsSchema),
  handle: async (asked) => (await workspaceOf(asked)).sources.giveBack(asked.params.id, asked.by),
});

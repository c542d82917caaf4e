import { z } from 'zod';
import { reviewAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const identityReview = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/review', summary: 'Pairs of records that evidence alone does not settle, side by side, and the runs so far',
  params: workspaceParams, query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }), answer: reviewAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.review(asked.query.limit),
});

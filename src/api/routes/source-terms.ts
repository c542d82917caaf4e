import { z } from 'zod';
import { sourceTermsSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceParams, workspaceOf } from './parameters.ts';

export const sourceTerms = defineRoute({
  method: 'GET', path: '/api/w/:workspace/sources/terms', summary: 'Retention and loans, by source',
  params: workspaceParams, answer: z.array(sourceTermsSchema),
  handle: async (asked) => (await workspaceOf(asked)).sources.list(),
});

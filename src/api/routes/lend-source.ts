import { z } from 'zod';
import { loanInputSchema, sourceTermsSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const lendSource = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sources/:id/loan', summary: 'Puts a source on loan: lender, purposes, last day',
  params: objectParams, body: loanInputSchema, answer: z.array(sourceTermsSchema),
  handle: async (asked) => (await workspaceOf(asked)).sources.lend(asked.params.id, asked.body, asked.by),
});

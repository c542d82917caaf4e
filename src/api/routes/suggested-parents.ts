import { z } from 'zod';
import { parentSuggestionsSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const suggestedParents = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/companies/parent/suggested', summary: 'Which accounts an account may be below, by the names on one domain; none where its parent is known',
  params: workspaceParams, query: z.object({ account: z.string().min(1).max(300) }), answer: parentSuggestionsSchema,
  handle: async (asked) => (await workspaceOf(asked)).companies.suggestParents(asked.query.account),
});

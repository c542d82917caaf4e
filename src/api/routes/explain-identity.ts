import { z } from 'zod';
import { identityExplanationSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

const key = z.string().min(1).max(400);

export const explainIdentity = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/explain', summary: 'Why two records are one person, or why not',
  params: workspaceParams, query: z.object({ a: key, b: key }), answer: identityExplanationSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.explain(asked.query.a, asked.query.b),
});

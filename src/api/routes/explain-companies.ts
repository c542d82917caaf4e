import { z } from 'zod';
import { identityExplanationSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

const key = z.string().min(1).max(300);

export const explainCompanies = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/companies/explain', summary: 'Why two records of accounts, by their keys, are one company, or why not',
  params: workspaceParams, query: z.object({ a: key, b: key }), answer: identityExplanationSchema,
  handle: async (asked) => (await workspaceOf(asked)).companies.explain(asked.query.a, asked.query.b),
});

import { z } from 'zod';
import { companiesAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const companiesFound = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/companies', summary: 'Which records of accounts are of one company by the rules, with the reasons, and what was not joined',
  params: workspaceParams, query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }), answer: companiesAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).companies.find({ limit: asked.query.limit }),
});

import { coverageAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const coverage = defineRoute({
  method: 'GET', path: '/api/w/:workspace/coverage', summary: 'What is held, how complete and fresh it is, and what it opens',
  params: workspaceParams, query: scopeQuery, answer: coverageAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).coverage(scopeFor(asked.by.user, asked.query)),
});

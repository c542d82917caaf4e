import { buyersAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const buyers = defineRoute({
  method: 'GET', path: '/api/w/:workspace/buyers', summary: 'What buyers said when asked, with bounds for those who did not answer',
  params: workspaceParams, query: scopeQuery, answer: buyersAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).buyers.results(scopeFor(asked.by.user, asked.query)),
});

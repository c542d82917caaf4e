import { claimsAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const claims = defineRoute({
  method: 'GET', path: '/api/w/:workspace/claims', summary: 'What "everybody knows" about buyers, tested on own data',
  params: workspaceParams, query: scopeQuery, answer: claimsAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).buyers.claims(scopeFor(asked.by.user, asked.query)),
});

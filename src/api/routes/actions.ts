import { actionsAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const actions = defineRoute({
  method: 'GET', path: '/api/w/:workspace/actions', summary: 'What to do next, and what it is about',
  params: workspaceParams, query: scopeQuery, answer: actionsAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).actions(scopeFor(asked.by.user, asked.query)),
});

import { overviewAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const overview = defineRoute({
  method: 'GET', path: '/api/w/:workspace/overview', summary: 'Home, in the order it is read',
  params: workspaceParams, query: scopeQuery, answer: overviewAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).overview(scopeFor(asked.by.user, asked.query)),
});

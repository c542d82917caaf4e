import { leaksAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const leaks = defineRoute({
  method: 'GET', path: '/api/w/:workspace/leaks', summary: 'Where deals are lost or wait more than comparable ones',
  params: workspaceParams, query: scopeQuery, answer: leaksAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).leaks(scopeFor(asked.by.user, asked.query)),
});

import { journeyAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const journey = defineRoute({
  method: 'GET', path: '/api/w/:workspace/journey', summary: 'The map of stages: ways, waits and loops',
  params: workspaceParams, query: scopeQuery, answer: journeyAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).journey(scopeFor(asked.by.user, asked.query)),
});

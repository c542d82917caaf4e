import { experimentsAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const experiments = defineRoute({
  method: 'GET', path: '/api/w/:workspace/experiments', summary: 'Randomised comparisons: what came, and whether one can tell',
  params: workspaceParams, query: scopeQuery, answer: experimentsAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).experiments(scopeFor(asked.by.user, asked.query)),
});

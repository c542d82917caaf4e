import { comparisonsAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const comparisons = defineRoute({
  method: 'GET', path: '/api/w/:workspace/comparisons', summary: 'The register of every comparison made, found or not, with what chance would give',
  params: workspaceParams, query: scopeQuery, answer: comparisonsAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).comparisons(scopeFor(asked.by.user, asked.query)),
});

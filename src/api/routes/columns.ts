import { z } from 'zod';
import { columnAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const columns = defineRoute({
  method: 'GET', path: '/api/w/:workspace/columns', summary: 'Every column: used, refused or to confirm, with the rule that decided',
  params: workspaceParams, query: scopeQuery, answer: z.array(columnAnswerSchema),
  handle: async (asked) => (await workspaceOf(asked)).columns(scopeFor(asked.by.user, asked.query)),
});

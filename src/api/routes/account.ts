import { accountPageSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { accountWithin } from '../within-reach.ts';
import { objectParams, scopeFor, scopeQuery, workspaceOf } from './parameters.ts';

export const account = defineRoute({
  method: 'GET', path: '/api/w/:workspace/accounts/:id', summary: 'One account on a date and everything that happened, newest first',
  params: objectParams, query: scopeQuery, answer: accountPageSchema,
  handle: async (asked) => accountWithin(await workspaceOf(asked), asked.by.user, asked.params.id, scopeFor(asked.by.user, asked.query)),
});

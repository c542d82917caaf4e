import { accountPageSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireAccount } from '../within-reach.ts';
import { objectParams, scopeFor, scopeQuery, workspaceOf } from './parameters.ts';

export const account = defineRoute({
  method: 'GET', path: '/api/w/:workspace/accounts/:id', summary: 'One account on a date and everything that happened, newest first',
  params: objectParams, query: scopeQuery, answer: accountPageSchema,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    const scope = scopeFor(asked.by.user, asked.query);
    await requireAccount(workspace, asked.by.user, asked.params.id, scope);
    return workspace.account(asked.params.id, scope);
  },
});

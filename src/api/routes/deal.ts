import { dealPageSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, scopeFor, scopeQuery, workspaceOf } from './parameters.ts';

export const deal = defineRoute({
  method: 'GET', path: '/api/w/:workspace/deals/:id', summary: 'One deal: its row, its history on that date, people and notes',
  params: objectParams, query: scopeQuery, answer: dealPageSchema,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    const scope = scopeFor(asked.by.user, asked.query);
    await requireDeal(workspace, asked.by.user, asked.params.id, scope);
    return workspace.deal(asked.params.id, scope);
  },
});

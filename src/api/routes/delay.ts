import { delayAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, scopeFor, scopeQuery, workspaceOf } from './parameters.ts';

export const delay = defineRoute({
  method: 'GET', path: '/api/w/:workspace/deals/:id/delay', summary: 'What each day of waiting costs the buyer, by what the buyer gave, with the evidence per input; or what to ask',
  params: objectParams, query: scopeQuery, answer: delayAnswerSchema,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    const scope = scopeFor(asked.by.user, asked.query);
    await requireDeal(workspace, asked.by.user, asked.params.id, scope);
    return workspace.delay.show(asked.params.id, scope);
  },
});

import { delayAnswerSchema, delayInputSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const setDelay = defineRoute({
  method: 'POST', path: '/api/w/:workspace/deals/:id/delay', summary: 'Writes down what the buyer gave: low, likely and high with the source; answers with the whole card',
  params: objectParams, body: delayInputSchema, answer: delayAnswerSchema, status: 201, repeatable: true,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireDeal(workspace, asked.by.user, asked.params.id);
    return workspace.delay.set(asked.params.id, asked.body, asked.by);
  },
});

import { delayAnswerSchema, delayInputNameSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const takeBackDelay = defineRoute({
  method: 'POST', path: '/api/w/:workspace/deals/:id/delay/:input/take-back', summary: 'What was written down for an input counts no longer; earlier dates keep it',
  params: objectParams.extend({ input: delayInputNameSchema }), answer: delayAnswerSchema,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireDeal(workspace, asked.by.user, asked.params.id);
    return workspace.delay.takeBack(asked.params.id, asked.params.input, asked.by);
  },
});

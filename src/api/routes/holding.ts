import { holdingInputSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { doneSchema, workspaceOf, workspaceParams } from './parameters.ts';

export const holding = defineRoute({
  method: 'POST', path: '/api/w/:workspace/holding', summary: 'Records what is holding a deal',
  params: workspaceParams, body: holdingInputSchema, answer: doneSchema,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireDeal(workspace, asked.by.user, asked.body.dealId);
    await workspace.holding(asked.body, asked.by);
    return { ok: true as const };
  },
});

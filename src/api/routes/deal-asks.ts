import { z } from 'zod';
import { askSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const dealAsks = defineRoute({
  method: 'GET', path: '/api/w/:workspace/deals/:id/asks', summary: 'Who was asked about a deal, and what came back', params: objectParams, answer: z.array(askSchema),
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireDeal(workspace, asked.by.user, asked.params.id);
    return workspace.buyers.asks(asked.params.id);
  },
});

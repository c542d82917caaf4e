import { askSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireAsk } from '../within-reach.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const takeBackAsk = defineRoute({
  method: 'POST', path: '/api/w/:workspace/asks/:id/take-back', summary: 'Ends a link; unless it was answered, it counts as never asked', params: objectParams, answer: askSchema,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireAsk(workspace, asked.by.user, asked.params.id);
    return workspace.buyers.takeBack(asked.params.id, asked.by);
  },
});

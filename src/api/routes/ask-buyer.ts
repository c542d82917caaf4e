import { askInputSchema, askLinkSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const askBuyer = defineRoute({
  method: 'POST', path: '/api/w/:workspace/deals/:id/asks', summary: 'Makes a link to ask one person of a deal what decided it; you send it, Hindcast sends nothing',
  params: objectParams, body: askInputSchema.omit({ dealId: true }), answer: askLinkSchema, status: 201,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireDeal(workspace, asked.by.user, asked.params.id);
    const { contactId, days } = asked.body;
    return workspace.buyers.ask({ dealId: asked.params.id, ...(contactId === undefined ? {} : { contactId }), ...(days === undefined ? {} : { days }) }, asked.by);
  },
});

import { defineRoute } from '../define-route.ts';
import { doneSchema, objectParams, workspaceOf } from './parameters.ts';

export const removeWebhook = defineRoute({
  method: 'POST', path: '/api/w/:workspace/webhooks/:id/remove', summary: 'Removes an endpoint and what waits for it', params: objectParams, answer: doneSchema,
  handle: async (asked) => {
    await (await workspaceOf(asked)).webhooks.remove(asked.params.id, asked.by);
    return { ok: true as const };
  },
});

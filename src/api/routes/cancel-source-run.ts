import { defineRoute } from '../define-route.ts';
import { doneSchema, objectParams, workspaceOf } from './parameters.ts';

export const cancelSourceRun = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sources/:id/cancel', summary: 'Asks a run of a live source to stop; what was committed stays', params: objectParams, answer: doneSchema,
  handle: async (asked) => {
    await (await workspaceOf(asked)).live.cancel(asked.params.id, asked.by);
    return { ok: true as const };
  },
});

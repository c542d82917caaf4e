import { defineRoute } from '../define-route.ts';
import { doneSchema, objectParams, workspaceOf } from './parameters.ts';

export const removeLiveSource = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sources/:id/remove', summary: 'Forgets a live source with its secrets, cursors and mappings; what it brought stays', params: objectParams, answer: doneSchema,
  handle: async (asked) => {
    await (await workspaceOf(asked)).live.remove(asked.params.id, asked.by);
    return { ok: true as const };
  },
});

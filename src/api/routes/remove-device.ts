import { defineRoute } from '../define-route.ts';
import { doneSchema, objectParams, workspaceOf } from './parameters.ts';

export const removeDevice = defineRoute({
  method: 'POST', path: '/api/w/:workspace/devices/:id/remove', summary: 'Takes a device from the list: what messages say of it counts again', params: objectParams, answer: doneSchema,
  handle: async (asked) => {
    await (await workspaceOf(asked)).devices.remove(asked.params.id, asked.by);
    return { ok: true as const };
  },
});

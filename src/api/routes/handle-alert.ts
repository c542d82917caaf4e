import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { doneSchema, objectParams, workspaceOf } from './parameters.ts';

export const handleAlert = defineRoute({
  method: 'POST', path: '/api/w/:workspace/listening/alerts/:id/handled', summary: 'Marks an alert as dealt with, or as open again',
  params: objectParams, body: z.object({ handled: z.boolean() }), answer: doneSchema,
  handle: async (asked) => {
    await (await workspaceOf(asked)).listening.handleAlert(asked.params.id, asked.body.handled, asked.by);
    return { ok: true as const };
  },
});

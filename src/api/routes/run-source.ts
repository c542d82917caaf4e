import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { doneSchema, objectParams, workspaceOf } from './parameters.ts';

export const runSource = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sources/:id/run', summary: 'Has a live source read within seconds; `full` reads and recognises everything again',
  params: objectParams, body: z.object({ full: z.boolean().default(false) }), answer: doneSchema,
  handle: async (asked) => {
    await (await workspaceOf(asked)).live.request(asked.params.id, asked.body, asked.by);
    return { ok: true as const };
  },
});

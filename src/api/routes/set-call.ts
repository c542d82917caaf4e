import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { doneSchema, workspaceOf, workspaceParams } from './parameters.ts';

export const setCall = defineRoute({
  method: 'POST', path: '/api/w/:workspace/calls', summary: 'Keeps a leader\'s own number for a quarter, to be scored like the model',
  params: workspaceParams, body: z.object({ quarter: z.string().min(1).max(20), value: z.number() }), answer: doneSchema,
  handle: async (asked) => {
    await (await workspaceOf(asked)).setCall(asked.body.quarter, asked.body.value, asked.by);
    return { ok: true as const };
  },
});

import { z } from 'zod';
import { followedSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const unfollow = defineRoute({
  method: 'POST', path: '/api/w/:workspace/listening/followed/:id/unfollow', summary: 'Reads it no longer; what was kept of it stays',
  params: objectParams, answer: z.array(followedSchema),
  handle: async (asked) => (await workspaceOf(asked)).listening.unfollow(asked.params.id, asked.by),
});

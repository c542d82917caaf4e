import { z } from 'zod';
import { followInputSchema, followedSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const follow = defineRoute({
  method: 'POST', path: '/api/w/:workspace/listening/followed', summary: 'Reads a feed or the answers of a service from now on, or changes how one of that name is read',
  params: workspaceParams, body: followInputSchema, answer: z.array(followedSchema),
  handle: async (asked) => (await workspaceOf(asked)).listening.follow(asked.body, asked.by),
});

import { z } from 'zod';
import { followedSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const followed = defineRoute({
  method: 'GET', path: '/api/w/:workspace/listening/followed', summary: 'Feeds and services that are read by themselves, and how each fares',
  params: workspaceParams, answer: z.array(followedSchema),
  handle: async (asked) => (await workspaceOf(asked)).listening.followed(),
});

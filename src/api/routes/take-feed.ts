import { z } from 'zod';
import { sourceNameSchema, takenFeedSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const takeFeed = defineRoute({
  method: 'POST', path: '/api/w/:workspace/listening/feeds', summary: 'Takes in a feed or an answer of a service as text, up to 1 MB; repeating it changes nothing',
  params: workspaceParams, body: z.object({ source: sourceNameSchema, feed: z.string().min(1).max(1_000_000) }), answer: takenFeedSchema,
  handle: async (asked) => (await workspaceOf(asked)).listening.take(Buffer.from(asked.body.feed), { source: asked.body.source }, asked.by),
});

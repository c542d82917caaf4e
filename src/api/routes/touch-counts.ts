import { touchCountsSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const touchCounts = defineRoute({
  method: 'GET', path: '/api/w/:workspace/touches/counts', summary: 'What became of every accepted event: in touches, thinned with its reason, refused, or not looked at yet',
  params: workspaceParams, answer: touchCountsSchema,
  handle: async (asked) => (await workspaceOf(asked)).touches.counts(),
});

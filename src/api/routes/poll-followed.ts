import { followedSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const pollFollowed = defineRoute({
  method: 'POST', path: '/api/w/:workspace/listening/followed/:id/poll', summary: 'Reads one at once and says what came of it',
  params: objectParams, answer: followedSchema,
  handle: async (asked) => (await workspaceOf(asked)).listening.poll(asked.params.id, asked.by),
});

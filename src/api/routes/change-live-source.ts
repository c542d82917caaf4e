import { changedLiveSourceSchema, liveSourceChangeSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const changeLiveSource = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sources/:id/settings', summary: 'Changes settings, secrets and schedule of a live source; secrets that are not given are kept, and `not_confirmed` says what would be read again',
  params: objectParams, body: liveSourceChangeSchema, answer: changedLiveSourceSchema,
  handle: async (asked) => (await workspaceOf(asked)).live.changeInApp(asked.params.id, asked.body, asked.by),
});

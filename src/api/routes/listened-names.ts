import { listenedNamesSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const listenedNames = defineRoute({
  method: 'GET', path: '/api/w/:workspace/listening/names', summary: 'Rivals and own brands that are listened for; accounts are by themselves',
  params: workspaceParams, answer: listenedNamesSchema,
  handle: async (asked) => (await workspaceOf(asked)).listening.names(),
});

import { z } from 'zod';
import { listenedNamesSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const stopListeningFor = defineRoute({
  method: 'POST', path: '/api/w/:workspace/listening/names/drop', summary: 'Listens no longer for a rival or an own brand; what was heard stays',
  params: workspaceParams, body: z.object({ kind: z.enum(['own', 'rival']), name: z.string().min(1).max(200) }), answer: listenedNamesSchema,
  handle: async (asked) => (await workspaceOf(asked)).listening.dropName(asked.body.kind, asked.body.name, asked.by),
});

import { z } from 'zod';
import { sourceRunSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const sourceRuns = defineRoute({
  method: 'GET', path: '/api/w/:workspace/sources/:id/runs', summary: 'The last runs of a live source, newest first, with what it said',
  params: objectParams, answer: z.array(sourceRunSchema),
  handle: async (asked) => (await workspaceOf(asked)).live.runs(asked.params.id),
});

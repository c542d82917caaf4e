import { z } from 'zod';
import { runPreviewSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const setIdentityThreshold = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/threshold', summary: 'Proposes a run by the same evidence that joins from another weight on; null lets people\'s answers choose',
  params: workspaceParams, body: z.object({ threshold: z.number().min(-1000).max(1000).nullable() }), answer: runPreviewSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.setThreshold(asked.body.threshold, asked.by),
});

import { z } from 'zod';
import { runPreviewSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const previewIdentityRun = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/runs/:id/preview', summary: 'Who would be whom if a proposed run counted, the largest changes first',
  params: workspaceParams.extend({ id: z.coerce.number().int().positive() }), answer: runPreviewSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.preview(asked.params.id),
});

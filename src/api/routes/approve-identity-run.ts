import { z } from 'zod';
import { identityRunSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const approveIdentityRun = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/runs/:id/approve', summary: 'Lets a comparison of people that was proposed count',
  params: workspaceParams.extend({ id: z.coerce.number().int().positive() }), body: z.object({}), answer: identityRunSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.approve(asked.params.id, asked.by),
});

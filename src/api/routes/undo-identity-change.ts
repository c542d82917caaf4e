import { z } from 'zod';
import { personSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const undoIdentityChange = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/changes/:id/undo', summary: 'Takes a merge or a split back; the people as they are then',
  params: workspaceParams.extend({ id: z.coerce.number().int().positive() }), answer: z.object({ people: z.array(personSchema) }),
  handle: async (asked) => ({ people: await (await workspaceOf(asked)).identity.undo(asked.params.id, asked.by) }),
});

import { z } from 'zod';
import { roleWordSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const dealRoles = defineRoute({
  method: 'GET', path: '/api/w/:workspace/deals/:id/roles', summary: 'What users said of the roles of people in a deal, newest first; who takes part is on the deal itself', params: objectParams, answer: z.array(roleWordSchema),
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireDeal(workspace, asked.by.user, asked.params.id);
    return workspace.roles.words(asked.params.id);
  },
});

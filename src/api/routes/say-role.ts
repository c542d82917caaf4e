import { z } from 'zod';
import { groupMemberSchema, roleInputSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const sayRole = defineRoute({
  method: 'POST', path: '/api/w/:workspace/deals/:id/roles', summary: 'Says that a person has a role in a deal, or has not, or takes that back; answers with who takes part',
  params: objectParams, body: roleInputSchema, answer: z.array(groupMemberSchema),
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireDeal(workspace, asked.by.user, asked.params.id);
    return workspace.roles.say(asked.params.id, asked.body, asked.by);
  },
});

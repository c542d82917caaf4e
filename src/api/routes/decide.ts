import { decisionInputSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireAction } from '../within-reach.ts';
import { doneSchema, workspaceOf, workspaceParams } from './parameters.ts';

export const decide = defineRoute({
  method: 'POST', path: '/api/w/:workspace/decisions', summary: 'Records Done, Not now or Disagree on an action',
  params: workspaceParams, body: decisionInputSchema, answer: doneSchema,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireAction(workspace, asked.by.user, asked.body.actionId);
    await workspace.decide(asked.body, asked.by);
    return { ok: true as const };
  },
});

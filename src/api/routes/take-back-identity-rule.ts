import { z } from 'zod';
import { ruleOutlookSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const takeBackIdentityRule = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/rules/:id/take-back', summary: 'Takes a rule on who is who back; a dry run says who would change and changes nothing',
  params: workspaceParams.extend({ id: z.coerce.number().int().min(1) }), body: z.object({ dryRun: z.boolean().default(false) }), answer: ruleOutlookSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.takeRuleBack(asked.params.id, asked.body.dryRun, asked.by),
});

import { z } from 'zod';
import { identityRuleInputSchema, mostListedRules, ruleOutlookSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const addIdentityRules = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/rules', summary: 'Adds rules on who is who, all or none; a dry run says who would change and changes nothing',
  params: workspaceParams, body: z.object({ rules: z.array(identityRuleInputSchema).min(1).max(mostListedRules), dryRun: z.boolean().default(false) }), answer: ruleOutlookSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.addRules(asked.body.rules, asked.body.dryRun, asked.by),
});

import { z } from 'zod';
import { identityLimitsSchema, ruleOutlookSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const setIdentityLimits = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/limits', summary: 'Sets how many identifiers of a kind one person may have, all at once, the kind that counts most first; a dry run says who would change and changes nothing',
  params: workspaceParams, body: z.object({ limits: identityLimitsSchema, dryRun: z.boolean().default(false) }), answer: ruleOutlookSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.setLimits(asked.body.limits, asked.body.dryRun, asked.by),
});

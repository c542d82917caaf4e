import { identityLimitsAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const identityLimits = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/limits', summary: 'How many identifiers of a kind one person may have, in the order in which kinds count, and who set it when',
  params: workspaceParams, answer: identityLimitsAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.limits(),
});

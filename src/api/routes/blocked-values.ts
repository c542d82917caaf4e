import { blockedValuesAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const blockedValues = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/blocked', summary: 'Values that say nothing of who somebody is, and in how many records the comparison in force did not heed them',
  params: workspaceParams, answer: blockedValuesAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.blocked(),
});

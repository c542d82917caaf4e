import { identityRulesAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const identityRules = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/rules', summary: 'What holds of all records with some value: rules in force, the newest first, then the last that were taken back',
  params: workspaceParams, answer: identityRulesAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.rules(),
});

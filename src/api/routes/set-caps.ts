import { contactRulesChangeSchema, versionedContactRulesSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const setCaps = defineRoute({
  method: 'POST', path: '/api/w/:workspace/caps', summary: 'Changes parts of the rules of contact, as their next version',
  params: workspaceParams, body: contactRulesChangeSchema, answer: versionedContactRulesSchema,
  handle: async (asked) => (await workspaceOf(asked)).caps.setRules(asked.body, asked.by),
});

import { touchRuleChangeSchema, versionedRuleSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const setTouchRule = defineRoute({
  method: 'POST', path: '/api/w/:workspace/touches/rule', summary: 'Changes parts of the rule of touches, as its next version',
  params: workspaceParams, body: touchRuleChangeSchema, answer: versionedRuleSchema,
  handle: async (asked) => (await workspaceOf(asked)).touches.setRule(asked.body, asked.by),
});

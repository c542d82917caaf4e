import { versionedRuleSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const touchRule = defineRoute({
  method: 'GET', path: '/api/w/:workspace/touches/rule', summary: 'The rule by which events become touches, with its version',
  params: workspaceParams, answer: versionedRuleSchema,
  handle: async (asked) => (await workspaceOf(asked)).touches.rule(),
});

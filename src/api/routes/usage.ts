import { usageFilterSchema, usageSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const usage = defineRoute({
  method: 'GET', path: '/api/w/:workspace/usage', summary: 'What devices consumed by day, account, product and metric, with how many readings were thinned',
  params: workspaceParams, query: usageFilterSchema, answer: usageSchema,
  handle: async (asked) => (await workspaceOf(asked)).devices.usage(asked.query),
});

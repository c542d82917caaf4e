import { waysInAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const waysIn = defineRoute({
  method: 'GET', path: '/api/w/:workspace/sources', summary: 'Every way in: health, volume by day, cost, freshness, what to do; and what the next source would be good for',
  params: workspaceParams, answer: waysInAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).waysIn.overview(),
});

import { sourceCostInputSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { doneSchema, workspaceOf, workspaceParams } from './parameters.ts';

export const setSourceCost = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sources/cost', summary: 'Writes down what a source costs the company a month, or takes the number back',
  params: workspaceParams, body: sourceCostInputSchema, answer: doneSchema,
  handle: async (asked) => {
    await (await workspaceOf(asked)).waysIn.setCost(asked.body, asked.by);
    return { ok: true as const };
  },
});

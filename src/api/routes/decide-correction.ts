import { correctionDecisionSchema, correctionSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const decideCorrection = defineRoute({
  method: 'POST', path: '/api/w/:workspace/corrections/:id', summary: 'Approves or declines what a person wants corrected; approved, it is in force at once',
  params: objectParams, body: correctionDecisionSchema, answer: correctionSchema,
  handle: async (asked) => (await workspaceOf(asked)).people.decideCorrection(asked.params.id, asked.body, asked.by),
});

import { dialAnswerSchema, dialInputSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const setDial = defineRoute({
  method: 'POST', path: '/api/w/:workspace/people/:id/dial', summary: 'Sets how much contact a person gets, within what the person allows',
  params: objectParams, body: dialInputSchema, answer: dialAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).caps.setDial(asked.params.id, asked.body, asked.by),
});

import { consentAnswerSchema, consentInputSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const setConsent = defineRoute({
  method: 'POST', path: '/api/w/:workspace/people/:id/consent', summary: 'Writes down what a person allows or refuses; in force at once',
  params: objectParams, body: consentInputSchema, answer: consentAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).people.setConsent(asked.params.id, asked.body, asked.by),
});

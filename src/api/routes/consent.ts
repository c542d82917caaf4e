import { consentAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const consent = defineRoute({
  method: 'GET', path: '/api/w/:workspace/people/:id/consent', summary: 'What a person allows, why, and everything that was said',
  params: objectParams, answer: consentAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).people.consent(asked.params.id),
});

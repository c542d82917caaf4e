import { thresholdsAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const identityThresholds = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/threshold', summary: 'From which weight on evidence joins records of people, and what other thresholds would do by the answers so far',
  params: workspaceParams, answer: thresholdsAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.thresholds(),
});

import { consentOverviewSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const consentOverview = defineRoute({
  method: 'GET', path: '/api/w/:workspace/consent', summary: 'What all people together allow by purpose, what was said last, corrections, links made, sources',
  params: workspaceParams, answer: consentOverviewSchema,
  handle: async (asked) => (await workspaceOf(asked)).people.consentOverview(),
});

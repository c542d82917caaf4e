import { pageTokenSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const takeBackPersonLink = defineRoute({
  method: 'POST', path: '/api/w/:workspace/person-links/:id/take-back', summary: 'Ends a link to a person\'s own page', params: objectParams, answer: pageTokenSchema,
  handle: async (asked) => (await workspaceOf(asked)).people.takeBackLink(asked.params.id, asked.by),
});

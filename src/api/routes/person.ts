import { personPageSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const person = defineRoute({
  method: 'GET', path: '/api/w/:workspace/people/:id', summary: 'Everything held about a person, by source; the read is written to the access log that the person sees',
  params: objectParams, answer: personPageSchema,
  handle: async (asked) => (await workspaceOf(asked)).people.profile(asked.params.id, asked.by),
});

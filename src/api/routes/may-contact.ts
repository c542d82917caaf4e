import { contactDecisionSchema, contactWishSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const mayContact = defineRoute({
  method: 'POST', path: '/api/w/:workspace/people/:id/contacts', summary: 'Whether a person may be contacted, and if not, from when; with `book`, an allowed contact counts from then on',
  params: objectParams, body: contactWishSchema, answer: contactDecisionSchema,
  handle: async (asked) => (await workspaceOf(asked)).caps.mayContact(asked.params.id, asked.body, asked.by),
});

import { visitorJoinsSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const visitorJoins = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/visitors', summary: 'How many visitors of websites are known by the address or number they gave, and which of these joined nobody and why',
  params: workspaceParams, answer: visitorJoinsSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.visitors(),
});

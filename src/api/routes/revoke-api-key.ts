import { apiKeySchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { idParams } from './parameters.ts';

export const revokeApiKey = defineRoute({
  method: 'POST', path: '/api/keys/:id/revoke', summary: 'Ends a key at once', params: idParams, answer: apiKeySchema,
  handle: ({ application, params, by }) => application.keys.revoke(params.id, by),
});

import { apiKeyRequestSchema, newApiKeySchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const createApiKey = defineRoute({
  method: 'POST', path: '/api/keys', summary: 'Makes a key for a program; the key is in this answer alone', body: apiKeyRequestSchema, answer: newApiKeySchema, status: 201,
  handle: ({ application, body, by }) => application.keys.create(body, by),
});

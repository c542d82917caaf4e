import { newWebhookSchema, webhookRequestSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const addWebhook = defineRoute({
  method: 'POST', path: '/api/w/:workspace/webhooks', summary: 'Adds an endpoint; its secret is in this answer alone',
  params: workspaceParams, body: webhookRequestSchema, answer: newWebhookSchema, status: 201,
  handle: async (asked) => (await workspaceOf(asked)).webhooks.add(asked.body, asked.by),
});

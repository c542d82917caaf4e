import { webhookDeliverySchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const testWebhook = defineRoute({
  method: 'POST', path: '/api/w/:workspace/webhooks/:id/test', summary: 'Sends a test message at once and tells what came of it', params: objectParams, answer: webhookDeliverySchema,
  handle: async (asked) => (await workspaceOf(asked)).webhooks.test(asked.params.id, asked.by),
});

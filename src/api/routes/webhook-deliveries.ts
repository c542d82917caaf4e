import { z } from 'zod';
import { webhookDeliverySchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const webhookDeliveries = defineRoute({
  method: 'GET', path: '/api/w/:workspace/webhooks/:id/deliveries', summary: 'What was sent to an endpoint, newest first, with every attempt',
  params: objectParams, query: z.object({ last: z.coerce.number().int().min(1).max(500).optional() }), answer: z.array(webhookDeliverySchema),
  handle: async (asked) => (await workspaceOf(asked)).webhooks.deliveries(asked.params.id, asked.query.last),
});

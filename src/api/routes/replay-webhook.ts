import { z } from 'zod';
import { webhookReplaySchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const replayWebhook = defineRoute({
  method: 'POST', path: '/api/w/:workspace/webhooks/:id/replay', summary: 'Sends one message, or all of a time, again under the same ids',
  params: objectParams, body: webhookReplaySchema, answer: z.object({ waiting: z.number().int() }),
  handle: async (asked) => ({ waiting: await (await workspaceOf(asked)).webhooks.replay(asked.params.id, asked.body, asked.by) }),
});

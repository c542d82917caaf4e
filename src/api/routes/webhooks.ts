import { z } from 'zod';
import { webhookSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const webhooks = defineRoute({
  method: 'GET', path: '/api/w/:workspace/webhooks', summary: 'Endpoints that are told what happens, and what became of their messages',
  params: workspaceParams, answer: z.array(webhookSchema),
  handle: async (asked) => (await workspaceOf(asked)).webhooks.list(),
});

import { z } from 'zod';
import { eventFilterSchema, receivedEventSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const receivedEvents = defineRoute({
  method: 'GET', path: '/api/w/:workspace/received-events', summary: 'Events that sources sent, the last first, each with its fate, person and accounts',
  params: workspaceParams, query: eventFilterSchema, answer: z.array(receivedEventSchema),
  handle: async (asked) => (await workspaceOf(asked)).events.list(asked.query),
});

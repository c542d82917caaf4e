import { eventSourceSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const closeEventSource = defineRoute({
  method: 'POST', path: '/api/w/:workspace/event-sources/:id/close', summary: 'Takes no more events from a source; what it sent stays',
  params: objectParams, answer: eventSourceSchema,
  handle: async (asked) => (await workspaceOf(asked)).events.closeSource(asked.params.id, asked.by),
});

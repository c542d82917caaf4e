import { z } from 'zod';
import { eventSourceSchema, eventTotalsSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const eventSources = defineRoute({
  method: 'GET', path: '/api/w/:workspace/event-sources', summary: 'Sources that send events, and what became of all that each sent',
  params: workspaceParams, answer: z.object({ sources: z.array(eventSourceSchema), totals: z.array(eventTotalsSchema) }),
  handle: async (asked) => {
    const { events } = await workspaceOf(asked);
    const [sources, totals] = await Promise.all([events.sources(), events.totals()]);
    return { sources, totals };
  },
});

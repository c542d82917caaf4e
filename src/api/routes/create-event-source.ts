import { z } from 'zod';
import { eventSourceSchema, eventSourceSettingsSchema, sourceNameSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const createEventSource = defineRoute({
  method: 'POST', path: '/api/w/:workspace/event-sources', summary: 'Makes a source that sends events; its write key is in this answer alone',
  params: workspaceParams, body: eventSourceSettingsSchema.partial().extend({ name: sourceNameSchema }), answer: z.object({ source: eventSourceSchema, writeKey: z.string() }),
  handle: async (asked) => {
    const { name, needsConsent = false, blockedRanges = [] } = asked.body;
    return (await workspaceOf(asked)).events.createSource(name, { needsConsent, blockedRanges }, asked.by);
  },
});

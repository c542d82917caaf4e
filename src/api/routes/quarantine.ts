import { z } from 'zod';
import { quarantinedEventSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

const query = z.object({ last: z.coerce.number().int().min(1).max(1000).default(100), code: z.string().max(50).optional(), source: z.string().max(100).optional() });

export const quarantine = defineRoute({
  method: 'GET', path: '/api/w/:workspace/quarantine', summary: 'Events that were put aside, each with what is wrong, where, and what was sent',
  params: workspaceParams, query, answer: z.array(quarantinedEventSchema),
  handle: async (asked) => {
    const { last, code, source } = asked.query;
    return (await workspaceOf(asked)).events.quarantine({ last, ...(code ? { code } : {}), ...(source ? { source } : {}) });
  },
});

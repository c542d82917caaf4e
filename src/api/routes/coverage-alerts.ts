import { z } from 'zod';
import { coverageAlertSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const coverageAlerts = defineRoute({
  method: 'GET', path: '/api/w/:workspace/listening/alerts', summary: 'Negative coverage of own brands, newest first, with the words that decided',
  params: workspaceParams, query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }), answer: z.array(coverageAlertSchema),
  handle: async (asked) => (await workspaceOf(asked)).listening.alerts(asked.query.limit),
});

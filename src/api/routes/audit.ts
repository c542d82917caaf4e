import { z } from 'zod';
import { auditEntrySchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const audit = defineRoute({
  method: 'GET', path: '/api/audit', summary: 'Who did what, newest first', query: z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(200) }), answer: z.array(auditEntrySchema),
  handle: ({ application, query }) => application.audit(query.limit),
});

import { z } from 'zod';
import { heardWeeksSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const heardWeeks = defineRoute({
  method: 'GET', path: '/api/w/:workspace/listening/weeks', summary: 'How often accounts, rivals and brands were named per week, where enough voices spoke',
  params: workspaceParams, query: z.object({ weeks: z.coerce.number().int().min(1).max(104).default(13) }), answer: heardWeeksSchema,
  handle: async (asked) => (await workspaceOf(asked)).listening.weeks(asked.query.weeks),
});

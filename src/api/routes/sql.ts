import { z } from 'zod';
import { sqlAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const sql = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sql', summary: 'One SELECT over the listed views, read-only, with limits on time and rows',
  params: workspaceParams, body: z.object({ statement: z.string().min(1).max(50_000) }), answer: sqlAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).sql(asked.body.statement),
});

import { z } from 'zod';
import { sourceHealthSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const sourceHealth = defineRoute({
  method: 'GET', path: '/api/w/:workspace/sources/health', summary: 'Live sources: last success, lag, errors in a row, next try, and what to do',
  params: workspaceParams, answer: z.array(sourceHealthSchema),
  handle: async (asked) => (await workspaceOf(asked)).live.health(),
});

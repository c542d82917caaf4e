import { z } from 'zod';
import { correctionSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const corrections = defineRoute({
  method: 'GET', path: '/api/w/:workspace/corrections', summary: 'What people want corrected: open ones first, then the newest',
  params: workspaceParams, answer: z.array(correctionSchema),
  handle: async (asked) => (await workspaceOf(asked)).people.corrections(),
});

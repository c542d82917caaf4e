import { z } from 'zod';
import { askSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { asksWithin } from '../within-reach.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const asks = defineRoute({
  method: 'GET', path: '/api/w/:workspace/asks', summary: 'Who was asked about which deal, and what came back', params: workspaceParams, answer: z.array(askSchema),
  handle: async (asked) => asksWithin(await workspaceOf(asked), asked.by.user),
});

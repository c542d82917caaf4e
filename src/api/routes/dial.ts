import { z } from 'zod';
import { dialAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const dial = defineRoute({
  method: 'GET', path: '/api/w/:workspace/people/:id/dial', summary: 'How much contact a person wants, with every word on it',
  params: objectParams, query: z.object({ asOf: z.iso.date().optional() }), answer: dialAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).caps.dial(asked.params.id, asked.query.asOf),
});

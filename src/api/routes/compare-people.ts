import { z } from 'zod';
import { jobAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const comparePeople = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/compare', summary: 'Compares all records of people: the first time it counts at once, later it waits for approval',
  params: workspaceParams, body: z.object({}), answer: jobAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.compare(asked.by),
});

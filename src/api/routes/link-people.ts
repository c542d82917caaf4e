import { z } from 'zod';
import { personSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const linkPeople = defineRoute({
  method: 'POST', path: '/api/w/:workspace/people/link', summary: 'Says that two records are, or are not, of one person',
  params: workspaceParams, body: z.object({ a: z.string().min(1).max(300), b: z.string().min(1).max(300), same: z.boolean() }), answer: personSchema,
  handle: async (asked) => {
    const { people } = await workspaceOf(asked);
    return asked.body.same ? people.link(asked.body.a, asked.body.b, asked.by) : people.unlink(asked.body.a, asked.body.b, asked.by);
  },
});

import { z } from 'zod';
import { personSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const linkPeople = defineRoute({
  method: 'POST', path: '/api/w/:workspace/people/link', summary: 'Says that two records, or a visitor of websites and a record, are, or are not, of one person, or that nobody can tell',
  params: workspaceParams, body: z.object({ a: z.string().min(1).max(300), b: z.string().min(1).max(300), says: z.enum(['same', 'different', 'unsure']) }), answer: personSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.say(asked.body.a, asked.body.b, asked.body.says, asked.by),
});

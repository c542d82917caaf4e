import { z } from 'zod';
import { personSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

const key = z.string().min(1).max(300);

export const linkCompanies = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/companies', summary: 'Says that two records of accounts, by their keys, are or are not of one company, or that nobody can tell',
  params: workspaceParams, body: z.object({ a: key, b: key, says: z.enum(['same', 'different', 'unsure']) }), answer: personSchema,
  handle: async (asked) => (await workspaceOf(asked)).companies.say(asked.body.a, asked.body.b, asked.body.says, asked.by),
});
